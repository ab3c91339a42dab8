package com.leadignite.webhook.source;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A source to be.
 *
 * @param name for people, unique in the organization
 * @param kind {@code generic_hmac}
 * @param settings how it signs; defaults where absent
 * @param secret what it signs with, 24 to 256 bytes; made by us where absent
 */
@Schema(description = "A source to be")
public record NewSource(
    @Nullable @Schema(required = true, maxLength = 100) String name,
    @Nullable @Schema(required = true, examples = "generic_hmac") String kind,
    @Nullable HmacSettings settings,
    @Nullable @Schema(writeOnly = true, description = "24 to 256 bytes; made by us where absent")
        String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewSource[" + name + "]";
  }
}
