package com.leadignite.webhook.signature;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * Slack: the time and the body are signed; the event's id is in the body. Slack asks once whether
 * an address is its app's, and expects its challenge back.
 *
 * @param window how far the timestamp may be from the current time
 */
record Slack(Window window) implements SignatureScheme {

  private static final String SIGNATURE = "x-slack-signature";
  private static final String TIMESTAMP = "x-slack-request-timestamp";
  private static final String VERSION = "v0";
  private static final JsonPaths ASKED =
      JsonPaths.of("type", "challenge", "event_id", "event.type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a slack source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public Slack scheme() {
      return new Slack(Window.of(toleranceSeconds, Window.USUAL_SECONDS));
    }
  }

  @Override
  public Settings settings() {
    return new Settings(window.seconds());
  }

  @Override
  public List<String> storedHeaders() {
    return List.of(TIMESTAMP, "x-slack-retry-num");
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
      return handshake(body).orElseGet(() -> Deliveries.bySignedId(body.text("event_id"), signed));
    });
  }

  private static Optional<Verdict> handshake(JsonBody body) {
    return body.text("type")
        .filter("url_verification"::equals)
        .flatMap(asked -> body.text("challenge"))
        .filter(Challenges::isOne)
        .map(challenge -> new Verdict.Handshake(Answer.plain(challenge)));
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
    JsonBody body = ASKED.in(request.body());
    return body.text("event.type").or(() -> body.text("type"));
  }
}
