package com.leadignite.webhook.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.webhook.signature.SchemeSettings;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A source to be made.
 *
 * @param name for people, unique in the organization
 * @param kind one of {@link com.leadignite.webhook.signature.SourceKind}
 * @param settings how it signs, as its kind reads them; defaults if absent
 * @param secret what it signs with, 24 to 256 bytes; made by us if absent
 */
@Schema(description = "A source to be made")
public record NewSource(
    @Nullable @Schema(required = true, maxLength = 100) String name,
    @Nullable @Schema(required = true, examples = "generic_hmac") String kind,
    @Nullable @Schema(implementation = SchemeSettings.class) ObjectNode settings,
    @Nullable @Schema(writeOnly = true, description = "24 to 256 bytes; made by us if absent")
        String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewSource[" + name + "]";
  }
}
