package com.leadignite.webhook.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.webhook.signature.SchemeSettings;
import com.leadignite.webhook.signature.SourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * A source to be created.
 *
 * @param settings as the kind reads them
 */
@Body
@RegisterForReflection
@Schema(description = "A source to be created")
record NewSource(
    @NotNull
        @Line(max = 100)
        @Schema(description = "For people; unique in the organization.", examples = "Dialer")
        String name,
    @NotNull SourceKind kind,
    @Nullable @Schema(implementation = SchemeSettings.class) ObjectNode settings,
    @Nullable
        @SharedSecret
        @Schema(
            description =
                "What the sender signs with, or its public key. Generated unless given; needed if"
                    + " the provider makes it, as Stripe does.",
            examples = "Vq3cVdU4y0J8mYw2sX1b7hQe5nRk9tLzAoPiGfDjCxE",
            minLength = 20,
            maxLength = 256,
            writeOnly = true)
        String secret,
    @Nullable
        @Range(min = 1, max = Intake.MAX_BODY_BYTES)
        @Schema(description = SourceChange.MAX_BODY, examples = "65536")
        Integer maxBodyBytes,
    @Nullable
        @Range(min = 1, max = SourceChange.MOST_A_MINUTE)
        @Schema(description = SourceChange.RATE, examples = "120")
        Integer rateLimit,
    @Size(max = SourceChange.MOST) @Schema(description = SourceChange.TYPES)
        List<@Line(max = 100) String> eventTypes,
    @Size(max = SourceChange.MOST) @Schema(description = SourceChange.ADDRESSES)
        List<@Line(max = 64) String> allowedAddresses,
    @Schema(description = SourceChange.PAUSED) boolean paused) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewSource[" + name + "]";
  }
}
