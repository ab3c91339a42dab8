package com.leadignite.webhook.signature;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * ElevenLabs: as Stripe's, version {@code v0}; what happened to a conversation is its id and the
 * type.
 *
 * @param window how far the timestamp may be from the current time
 */
record ElevenLabs(Window window) implements SignatureScheme {

  private static final TimedHmac HMAC = new TimedHmac("elevenlabs-signature", "v0");
  private static final JsonPaths ASKED = JsonPaths.of("data.conversation_id", "type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a elevenlabs source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public ElevenLabs scheme() {
      return new ElevenLabs(Window.of(toleranceSeconds, Window.MAX_SECONDS));
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
      return Deliveries.bySignedId(
          ASKED.in(request.body()).texts("data.conversation_id", "type"), signed);
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
