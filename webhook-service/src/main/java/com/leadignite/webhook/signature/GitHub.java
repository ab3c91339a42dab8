package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** GitHub: the body is signed and nothing else, neither a time nor the id of the delivery. */
record GitHub() implements SignatureScheme {

  private static final String SIGNATURE = "x-hub-signature-256";
  private static final String PREFIX = "sha256=";
  private static final String EVENT = "x-github-event";

  /** The settings. */
  @JsonIgnoreProperties
  @RegisterForReflection
  @Schema(description = "A github source has nothing to be set")
  public record Settings() implements SchemeSettings {

    @Override
    public GitHub scheme() {
      return new GitHub();
    }
  }

  @Override
  public Settings settings() {
    return new Settings();
  }

  @Override
  public List<String> storedHeaders() {
    return List.of("x-github-delivery", EVENT);
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      String sent = Fields.afterPrefix(request, SIGNATURE, PREFIX);
      Hmacs.require(secrets, List.of(sent), secret -> code(secret, request.body()));
      return Deliveries.byTopic(request, EVENT, Fields.unsignedId(request, "x-github-delivery"));
    });
  }

  private static String code(Secret secret, byte[] body) {
    return HexFormat.of().formatHex(Hmacs.SHA256.of(secret.key(), body));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    return Optional.of(
        sample.signed(
            body,
            SIGNATURE,
            PREFIX + code(secret, body),
            "x-github-delivery",
            sample.id(),
            EVENT,
            Sample.TYPE));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return Optional.ofNullable(request.header(EVENT));
  }
}
