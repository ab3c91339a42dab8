package com.leadignite.webhook.signature;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * GoHighLevel: the body is signed under the provider's key, which is the same for all its
 * customers. What another customer was sent is signed as well, so that a source has to say which
 * location or company it is for. A retry is the same body with the same time, up to 70 minutes
 * later.
 *
 * @param window how far the body's {@code timestamp} may be from the current time
 * @param locationId the only location whose webhooks are taken; empty for any
 * @param companyId the only company whose webhooks are taken; empty for any
 * @param anyAccount whether webhooks of any customer of the provider's are taken
 * @param legacyKey verifies {@code X-WH-Signature}; empty unless that is turned on
 */
record GoHighLevel(
    Window window,
    String locationId,
    String companyId,
    boolean anyAccount,
    Optional<LegacyKey> legacyKey)
    implements SignatureScheme {

  private static final String SIGNATURE = "x-ghl-signature";
  private static final String LEGACY = "x-wh-signature";
  private static final JsonPaths ASKED =
      JsonPaths.of("type", "locationId", "companyId", "timestamp", "webhookId");

  /** Six retries, ten minutes apart each, and some time for the last to arrive. */
  private static final int RETRIED_SECONDS = 4800;

  /** The key that the provider publishes. */
  static final String PUBLISHED_KEY =
      "MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=";

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a gohighlevel source signs")
  public record Settings(
      @Nullable
          @Range(min = 1, max = Window.MAX_RETRY_SECONDS)
          @Schema(
              description =
                  "How old the timestamp may be: retries, which go on for 70 minutes, have that of"
                      + " the first attempt. 4800 unless given.",
              examples = "4800")
          Integer toleranceSeconds,
      @Nullable
          @jakarta.validation.constraints.Pattern(regexp = ACCOUNT, message = ACCOUNT_RULE)
          @Schema(
              description =
                  "Takes webhooks of this location alone. It or `company_id` is needed: the provider"
                      + " signs the webhooks of all its customers with one key.",
              examples = "ve9EPM428h8vShlRW1KT")
          String locationId,
      @Nullable
          @jakarta.validation.constraints.Pattern(regexp = ACCOUNT, message = ACCOUNT_RULE)
          @Schema(
              description = "Takes webhooks of this company alone.",
              examples = "GNb7aIv4rQFVb9iwNl5K")
          String companyId,
      @Nullable
          @Schema(
              description =
                  "Takes webhooks of any customer of the provider's: whoever knows the address can"
                      + " send what they were sent themselves.")
          Boolean anyAccount,
      @Nullable
          @Size(max = 2000)
          @Schema(
              description =
                  "The provider's RSA public key, PEM or base64: webhooks without X-GHL-Signature are"
                      + " then verified by X-WH-Signature. Leave it out once all have the former.")
          String legacyPublicKey)
      implements SchemeSettings {

    private static final String ACCOUNT = "[A-Za-z0-9_-]{1,100}";
    private static final String ACCOUNT_RULE =
        "must be an id of the provider's: letters, digits, hyphens and underscores";

    @Override
    public GoHighLevel scheme() {
      return new GoHighLevel(
          Window.ofRetries(toleranceSeconds, RETRIED_SECONDS),
          Objects.toString(locationId, ""),
          Objects.toString(companyId, ""),
          Boolean.TRUE.equals(anyAccount),
          Optional.ofNullable(legacyPublicKey).map(LegacyKey::of));
    }
  }

  @Override
  public Settings settings() {
    return new Settings(
        window.seconds(),
        locationId.isEmpty() ? null : locationId,
        companyId.isEmpty() ? null : companyId,
        anyAccount,
        legacyKey.map(LegacyKey::text).orElse(null));
  }

  @Override
  public List<String> storedHeaders() {
    return List.of();
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      requireSignature(request, secrets);
      JsonBody body = ASKED.in(request.body());
      if (!saysWhose()) {
        throw new RefusedRequest(Refusal.ACCOUNT_WRONG);
      }
      requireAccount(body, "locationId", locationId);
      requireAccount(body, "companyId", companyId);
      window.require(time(body), now);
      return Deliveries.bySignedId(body.text("webhookId"), request.body());
    });
  }

  private boolean saysWhose() {
    return anyAccount || !locationId.isEmpty() || !companyId.isEmpty();
  }

  @Override
  public Optional<String> objection() {
    return saysWhose()
        ? Optional.empty()
        : Optional.of("location_id or company_id is needed, or any_account to be true");
  }

  private void requireSignature(SignedRequest request, List<Secret> secrets) {
    boolean genuine = false;
    if (legacyKey.isPresent() && request.values(SIGNATURE).isEmpty()) {
      genuine = legacyKey.get().isSigned(Fields.one(request, LEGACY), request.body());
    } else {
      String sent = Fields.one(request, SIGNATURE);
      for (Secret secret : secrets) {
        byte[] info = Base64.getDecoder().decode(secret.text());
        genuine |= Ed25519.ofInfo(info).isSigned(sent, request.body());
      }
    }
    if (!genuine) {
      throw new RefusedRequest(Refusal.SIGNATURE_WRONG);
    }
  }

  private static void requireAccount(JsonBody body, String member, String expected) {
    if (!expected.isEmpty() && body.text(member).filter(expected::equals).isEmpty()) {
      throw new RefusedRequest(Refusal.ACCOUNT_WRONG);
    }
  }

  private static Instant time(JsonBody body) {
    try {
      return Instant.parse(body.text("timestamp").orElse(""));
    } catch (DateTimeParseException e) {
      throw new RefusedRequest(Refusal.TIMESTAMP_MALFORMED);
    }
  }

  /** Nobody but the provider signs. */
  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    return Optional.empty();
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("type");
  }
}
