package com.leadignite.webhook.signature;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Meta, such as lead ads: the body is signed and nothing else. Meta asks by a GET whether the
 * address is its customer's, with a token that the customer told it.
 *
 * @param verifyToken the token; no secret, because all that it opens is an answer of the asker's
 *     own words
 */
record Meta(String verifyToken) implements SignatureScheme {

  private static final String SIGNATURE = "x-hub-signature-256";
  private static final String PREFIX = "sha256=";
  private static final JsonPaths ASKED = JsonPaths.of("object", "type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a meta source signs")
  public record Settings(
      @Nullable
          @jakarta.validation.constraints.Pattern(
              regexp = "[A-Za-z0-9_.~-]{8,100}",
              message = "must be 8 to 100 letters, digits, hyphens, dots, tildes and underscores")
          @Schema(
              description =
                  "The verify token that you enter at Meta beside the address. Needed; it is not the"
                      + " app secret, and no secret.",
              examples = "lead-ignite-dialer")
          String verifyToken)
      implements SchemeSettings {

    @Override
    public Meta scheme() {
      if (verifyToken == null) {
        throw new IllegalArgumentException("verify_token is needed");
      }
      return new Meta(verifyToken);
    }
  }

  @Override
  public Settings settings() {
    return new Settings(verifyToken);
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
      return Deliveries.byContent(null, request.body());
    });
  }

  private static String code(Secret secret, byte[] body) {
    return HexFormat.of().formatHex(Hmacs.SHA256.of(secret.key(), body));
  }

  @Override
  public Optional<Answer> challenge(SignedRequest request) {
    return Form.read(request.query())
        .filter(form -> form.one("hub.mode").filter("subscribe"::equals).isPresent())
        .filter(form ->
            MessageDigest.isEqual(
                Hmacs.ascii(verifyToken), Hmacs.ascii(form.one("hub.verify_token").orElse(""))))
        .flatMap(form -> form.one("hub.challenge"))
        .filter(Challenges::isOne)
        .map(Answer::plain);
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    return Optional.of(sample.signed(body, SIGNATURE, PREFIX + code(secret, body)));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    JsonBody body = ASKED.in(request.body());
    return body.text("object").or(() -> body.text("type"));
  }
}
