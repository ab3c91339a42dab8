package com.leadignite.webhook.signature;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks, v1 and v1a.
 *
 * @param window how far the timestamp may be from the current time
 */
record StandardWebhooks(Window window) implements SignatureScheme {

  private static final StandardSignature SIGNATURE = new StandardSignature("webhook-");
  private static final JsonPaths ASKED = JsonPaths.of("type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a standard_webhooks source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public StandardWebhooks scheme() {
      return new StandardWebhooks(Window.of(toleranceSeconds, Window.USUAL_SECONDS));
    }
  }

  @Override
  public Settings settings() {
    return new Settings(window.seconds());
  }

  @Override
  public List<String> storedHeaders() {
    return SIGNATURE.storedHeaders();
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> SIGNATURE.verify(request, secrets, window, now));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    return SIGNATURE.sign(sample, secret);
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("type");
  }
}
