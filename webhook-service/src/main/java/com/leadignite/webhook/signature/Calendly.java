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
 * Calendly: as Stripe's; an event is known by whom it is about and when it happened.
 *
 * @param window how far the timestamp may be from the current time
 */
record Calendly(Window window) implements SignatureScheme {

  private static final String SIGNATURE = "calendly-webhook-signature";
  private static final String VERSION = "v1";
  private static final JsonPaths ASKED = JsonPaths.of("event", "created_at", "payload.uri");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a calendly source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public Calendly scheme() {
      return new Calendly(Window.of(toleranceSeconds, Window.USUAL_SECONDS));
    }
  }

  @Override
  public Settings settings() {
    return new Settings(window.seconds());
  }

  @Override
  public List<String> storedHeaders() {
    return List.of();
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      Fields.Timed sent = Fields.Timed.read(Fields.one(request, SIGNATURE), VERSION);
      byte[][] signed = signed(Window.digits(sent.timestamp()), request.body());
      Hmacs.require(secrets, sent.signatures(), secret -> code(secret, signed));
      window.requireSeconds(sent.timestamp(), now);
      return Deliveries.bySignedId(
          ASKED.in(request.body()).texts("event", "created_at", "payload.uri"), signed);
    });
  }

  private static byte[][] signed(String timestamp, byte[] body) {
    return new byte[][] {Hmacs.ascii(timestamp + "."), body};
  }

  private static String code(Secret secret, byte[]... signed) {
    return HexFormat.of().formatHex(Hmacs.SHA256.of(secret.key(), signed));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    String code = code(secret, signed(sample.seconds(), body));
    return Optional.of(
        sample.signed(body, SIGNATURE, "t=" + sample.seconds() + "," + VERSION + "=" + code));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("event");
  }
}
