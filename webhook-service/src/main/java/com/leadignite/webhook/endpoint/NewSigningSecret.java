package com.leadignite.webhook.endpoint;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A secret that an endpoint's attempts are signed with from now on. */
@Body
@RegisterForReflection
@Schema(description = "A secret that takes over")
record NewSigningSecret(
    @Nullable
        @SigningSecret
        @Schema(
            description = "What we sign with: `whsec_` and 24 to 64 bytes. Generated unless given.",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            maxLength = SigningSecret.MAX,
            writeOnly = true)
        String secret,
    @Nullable
        @Range(min = 0, max = NewSigningSecret.MAX_OVERLAP)
        @Schema(
            description =
                "For how long the current secret signs, too; as the service is configured unless"
                    + " given, usually a day.",
            examples = "3600")
        Integer overlapSeconds) {

  /** Seven days. */
  static final int MAX_OVERLAP = 604_800;

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewSigningSecret[]";
  }
}
