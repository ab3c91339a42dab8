package com.leadignite.webhook.signature;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * Svix: Standard Webhooks, in fields of Svix' own names or of the standard's.
 *
 * @param window how far the timestamp may be from the current time
 */
record Svix(Window window) implements SignatureScheme {

  private static final StandardSignature OWN = new StandardSignature("svix-");
  private static final StandardSignature STANDARD = new StandardSignature("webhook-");
  private static final JsonPaths ASKED = JsonPaths.of("type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a svix source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public Svix scheme() {
      return new Svix(Window.of(toleranceSeconds, Window.USUAL_SECONDS));
    }
  }

  @Override
  public Settings settings() {
    return new Settings(window.seconds());
  }

  @Override
  public List<String> storedHeaders() {
    return List.of("svix-id", "svix-timestamp", "webhook-id", "webhook-timestamp");
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    StandardSignature names = request.values("svix-signature").isEmpty() ? STANDARD : OWN;
    return RefusedRequest.or(() -> names.verify(request, secrets, window, now));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    return OWN.sign(sample, secret);
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("type");
  }
}
