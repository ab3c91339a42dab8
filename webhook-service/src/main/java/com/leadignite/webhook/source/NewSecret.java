package com.leadignite.webhook.source;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A secret that replaces the current one.
 *
 * @param secret 24 to 256 bytes; made by us if absent
 * @param overlapSeconds for how long the current one is still accepted, at most 7 days
 */
@Schema(description = "A secret that replaces the current one")
public record NewSecret(
    @Nullable @Schema(writeOnly = true, description = "24 to 256 bytes; made by us if absent")
        String secret,
    @Nullable @Schema(minimum = "0", maximum = "604800") Integer overlapSeconds) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewSecret[]";
  }
}
