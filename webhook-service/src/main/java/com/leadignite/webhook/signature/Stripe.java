package com.leadignite.webhook.signature;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * Stripe: the time and the signatures in one field, and the event's id in the body, which is
 * signed.
 *
 * @param window how far the timestamp may be from the current time
 */
record Stripe(Window window) implements SignatureScheme {

  private static final TimedHmac HMAC = new TimedHmac("stripe-signature", "v1");
  private static final JsonPaths ASKED = JsonPaths.of("id", "type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a stripe source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public Stripe scheme() {
      return new Stripe(Window.of(toleranceSeconds, Window.USUAL_SECONDS));
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
      byte[][] signed = HMAC.require(request, secrets, window, now);
      return Deliveries.bySignedId(ASKED.in(request.body()).text("id"), signed);
    });
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    return HMAC.sign(sample, secret);
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("type");
  }
}
