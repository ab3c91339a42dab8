package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Shopify: the body is signed and nothing else. */
record Shopify() implements SignatureScheme {

  private static final String SIGNATURE = "x-shopify-hmac-sha256";
  private static final String TOPIC = "x-shopify-topic";

  /** The settings. */
  @JsonIgnoreProperties
  @RegisterForReflection
  @Schema(description = "A shopify source has nothing to be set")
  public record Settings() implements SchemeSettings {

    @Override
    public Shopify scheme() {
      return new Shopify();
    }
  }

  @Override
  public Settings settings() {
    return new Settings();
  }

  @Override
  public List<String> storedHeaders() {
    return List.of(
        TOPIC,
        "x-shopify-shop-domain",
        "x-shopify-event-id",
        "x-shopify-webhook-id",
        "x-shopify-triggered-at");
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      String sent = Fields.one(request, SIGNATURE);
      Hmacs.require(secrets, List.of(sent), secret -> code(secret, request.body()));
      return Deliveries.byTopic(
          request, TOPIC, Fields.unsignedId(request, "x-shopify-event-id", "x-shopify-webhook-id"));
    });
  }

  private static String code(Secret secret, byte[] body) {
    return Base64.getEncoder().encodeToString(Hmacs.SHA256.of(secret.key(), body));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    return Optional.of(
        sample.signed(
            body,
            SIGNATURE,
            code(secret, body),
            "x-shopify-event-id",
            sample.id(),
            TOPIC,
            Sample.TYPE));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return Optional.ofNullable(request.header(TOPIC));
  }
}
