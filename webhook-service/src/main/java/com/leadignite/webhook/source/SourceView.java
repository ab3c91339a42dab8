package com.leadignite.webhook.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.webhook.signature.GenericHmac;
import java.time.Instant;
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
    String name,
    String kind,
    HmacSettings settings,
    String path,
    Instant createdAt,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {

  static SourceView of(Source source, @Nullable String secret) {
    return new SourceView(
        source.id(),
        source.name(),
        source.kind().wireName(),
        switch (source.scheme()) {
          case GenericHmac hmac -> HmacSettings.of(hmac);
        },
        "/webhooks/v1/in/" + source.id(),
        source.createdAt(),
        secret);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SourceView[" + id + "]";
  }
}
