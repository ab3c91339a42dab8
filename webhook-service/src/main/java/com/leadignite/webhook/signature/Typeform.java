package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Typeform: the body is signed, and has the event's id in it. */
record Typeform() implements SignatureScheme {

  private static final String SIGNATURE = "typeform-signature";
  private static final String PREFIX = "sha256=";
  private static final JsonPaths ASKED = JsonPaths.of("event_id", "event_type");

  /** The settings. */
  @JsonIgnoreProperties
  @RegisterForReflection
  @Schema(description = "A typeform source has nothing to be set")
  public record Settings() implements SchemeSettings {

    @Override
    public Typeform scheme() {
      return new Typeform();
    }
  }

  @Override
  public Settings settings() {
    return new Settings();
  }

  @Override
  public List<String> storedHeaders() {
    return List.of();
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      String sent = Fields.afterPrefix(request, SIGNATURE, PREFIX);
      Hmacs.require(secrets, List.of(sent), secret -> code(secret, request.body()));
      return Deliveries.bySignedId(ASKED.in(request.body()).text("event_id"), request.body());
    });
  }

  private static String code(Secret secret, byte[] body) {
    return Base64.getEncoder().encodeToString(Hmacs.SHA256.of(secret.key(), body));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    return Optional.of(sample.signed(body, SIGNATURE, PREFIX + code(secret, body)));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("event_type");
  }
}
