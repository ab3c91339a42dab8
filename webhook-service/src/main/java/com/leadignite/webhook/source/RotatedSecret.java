package com.leadignite.webhook.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation led to.
 *
 * @param secret the secret that we made, in this answer and never again; absent where it was given
 * @param previousExpiresAt until when the one before is accepted
 */
@Schema(description = "What a rotation led to")
public record RotatedSecret(
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String secret, Instant previousExpiresAt) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "RotatedSecret[" + previousExpiresAt + "]";
  }
}
