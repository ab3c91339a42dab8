package com.leadignite.webhook.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.webhook.signature.SchemeSettings;
import com.leadignite.webhook.signature.SourceKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A source as its admins see it.
 *
 * @param path where it sends to, under the platform's address
 * @param secret the secret that we made, in the answer that made it and never again
 */
@Schema(description = "A source of webhooks")
public record SourceView(
    UUID id,
    @Schema(examples = "Dialer") String name,
    SourceKind kind,
    SchemeSettings settings,
    @Schema(
            description = "Where senders post to, under the platform's address.",
            examples = "/webhooks/v1/in/7b1c7c3e-6f5a-4f0e-9d3c-2a1b0c9d8e7f")
        String path,
    @Schema(description = SourceChange.MAX_BODY) int maxBodyBytes,
    @Nullable @Schema(description = SourceChange.RATE) Integer rateLimit,
    @Schema(description = SourceChange.TYPES) List<String> eventTypes,
    @Schema(description = SourceChange.ADDRESSES) List<String> allowedAddresses,
    @Schema(description = SourceChange.PAUSED) boolean paused,
    Instant createdAt,
    @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The secret that was generated. Only in the answer that created the source, and only"
                    + " if the request had none: store it now.",
            examples = "Vq3cVdU4y0J8mYw2sX1b7hQe5nRk9tLzAoPiGfDjCxE")
        String secret) {

  static SourceView of(Source source, @Nullable String secret) {
    return new SourceView(
        source.id(),
        source.name(),
        source.kind(),
        source.scheme().settings(),
        "/webhooks/v1/in/" + source.id(),
        source.intake().maxBodyBytes(),
        source.intake().rateLimit(),
        source.intake().eventTypes(),
        source.intake().allowedAddresses().stream().map(Cidr::toString).toList(),
        source.intake().paused(),
        source.createdAt(),
        secret);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SourceView[" + id + "]";
  }
}
