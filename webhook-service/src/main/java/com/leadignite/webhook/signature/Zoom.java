package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.Sha256;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * Zoom: the time and the body are signed; no id, but the moment of the event is in the body, so
 * that a retry has the same one. Zoom asks every three days whether the address knows the secret.
 *
 * @param window how far the timestamp may be from the current time
 */
record Zoom(Window window) implements SignatureScheme {

  private static final String SIGNATURE = "x-zm-signature";
  private static final String TIMESTAMP = "x-zm-request-timestamp";
  private static final String VERSION = "v0";
  private static final JsonPaths ASKED = JsonPaths.of("event", "event_ts", "payload.plainToken");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a zoom source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public Zoom scheme() {
      return new Zoom(Window.of(toleranceSeconds, Window.USUAL_SECONDS));
    }
  }

  @Override
  public Settings settings() {
    return new Settings(window.seconds());
  }

  @Override
  public List<String> storedHeaders() {
    return List.of(TIMESTAMP, "x-zm-trackingid");
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      String sent = Fields.afterPrefix(request, SIGNATURE, VERSION + "=");
      String timestamp = Window.digits(Fields.one(request, TIMESTAMP));
      byte[][] signed = signed(timestamp, request.body());
      Hmacs.require(secrets, List.of(sent), secret -> code(secret, signed));
      window.requireSeconds(timestamp, now);
      JsonBody body = ASKED.in(request.body());
      return handshake(body, sent, signed, secrets)
          .orElseGet(() -> Deliveries.bySignedId(id(body, request.body()), signed));
    });
  }

  /** The body itself, if the moment of the event is in it: then no other event has the same one. */
  private static Optional<String> id(JsonBody body, byte[] bytes) {
    return body.text("event_ts").map(moment -> "body-" + Sha256.hex(bytes));
  }

  // What is answered is a code under the secret, of a text that the sender chooses. Only the
  // holder of the secret is answered, and only for a text that cannot be what a webhook signs.
  private static Optional<Verdict> handshake(
      JsonBody body, String sent, byte[][] signed, List<Secret> secrets) {
    Optional<String> token =
        body.text("event")
            .filter("endpoint.url_validation"::equals)
            .flatMap(asked -> body.text("payload.plainToken"))
            .filter(Challenges::isOne);
    return token.flatMap(plain ->
        secrets.stream()
            .filter(secret -> code(secret, signed).equals(sent))
            .findFirst()
            .map(secret ->
                new Verdict.Handshake(
                    Answer.json(
                        "{\"plainToken\":\""
                            + plain
                            + "\",\"encryptedToken\":\""
                            + code(secret, Hmacs.ascii(plain))
                            + "\"}"))));
  }

  private static byte[][] signed(String timestamp, byte[] body) {
    return new byte[][] {Hmacs.ascii(VERSION + ":" + timestamp + ":"), body};
  }

  private static String code(Secret secret, byte[]... signed) {
    return HexFormat.of().formatHex(Hmacs.SHA256.of(secret.key(), signed));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    String code = code(secret, signed(sample.seconds(), body));
    return Optional.of(
        sample.signed(body, TIMESTAMP, sample.seconds(), SIGNATURE, VERSION + "=" + code));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("event");
  }
}
