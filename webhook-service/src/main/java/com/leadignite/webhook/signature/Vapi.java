package com.leadignite.webhook.signature;

import com.leadignite.webhook.signature.Verdict.Genuine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * VAPI, in the ways that its server credentials have: a secret in a field, a bearer token, or an
 * HMAC; and as its documentation's samples sign.
 *
 * @param method which of them
 * @param header the field of the secret or the signature
 * @param hmac what is signed and how, of {@link VapiMethod#HMAC}
 */
record Vapi(VapiMethod method, String header, VapiHmac hmac) implements SignatureScheme {

  private static final String SAMPLE_PREFIX = "sha256=";
  private static final JsonPaths ASKED = JsonPaths.of("message.type", "message.call.id", "type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a vapi source signs; everything has a default")
  public record Settings(
      @Nullable
          @Schema(
              description =
                  "`secret`: in a field; `bearer`: behind `Bearer ` in a field; `hmac`: signed;"
                      + " `sample`: signed as the documentation's samples are. Unless given, `secret`.")
          VapiMethod method,
      @Nullable
          @HeaderName
          @Schema(
              description = "The field of the secret, the token or the signature.",
              examples = "x-vapi-secret")
          String header,
      @Nullable @HeaderName @Schema(description = "Of hmac.", examples = "x-timestamp")
          String timestampHeader,
      @Nullable @HeaderName @Schema(description = "Of hmac; none unless given.") String idHeader,
      @Nullable @Schema(description = "Of hmac; sha256 unless given.") Hmacs algorithm,
      @Nullable @Schema(description = "Of hmac; hex unless given.") Encoding encoding,
      @Nullable
          @jakarta.validation.constraints.Pattern(
              regexp = "[!-~]{0,20}",
              message = "must be at most 20 visible characters")
          @Schema(description = "Of hmac: what precedes the signature.", examples = "sha256=")
          String prefix,
      @Nullable
          @Size(max = SignedFormat.MAX_LENGTH)
          @Schema(description = "Of hmac: what is signed.", examples = "{timestamp}.{body}")
          String signedFormat,
      @Nullable @Schema(description = "Of hmac: whether the secret is base64 of the key.")
          Boolean secretIsBase64,
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public Vapi scheme() {
      VapiMethod chosen = method == null ? VapiMethod.SECRET : method;
      String field = Objects.toString(header, chosen.header()).toLowerCase(Locale.ROOT);
      return new Vapi(chosen, field, VapiHmac.of(this));
    }
  }

  Vapi {
    if (method == VapiMethod.HMAC) {
      hmac.requireApart(header);
    } else if (method == VapiMethod.SAMPLE || !header.equals(VapiMethod.BEARER.header())) {
      FieldNames.require(List.of(header));
    }
  }

  @Override
  public Settings settings() {
    return method == VapiMethod.HMAC
        ? hmac.settings(header)
        : new Settings(method, header, null, null, null, null, null, null, null, null);
  }

  @Override
  public List<String> storedHeaders() {
    return method == VapiMethod.HMAC ? hmac.storedHeaders() : List.of();
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() ->
        switch (method) {
          case SECRET -> {
            String sent = Fields.one(request, header);
            Hmacs.require(secrets, List.of(sent), Secret::text);
            yield genuine(request);
          }
          case BEARER -> {
            String sent = Fields.one(request, header);
            Hmacs.require(secrets, List.of(sent), secret -> "Bearer " + secret.text());
            yield genuine(request);
          }
          case SAMPLE -> {
            String sent = Fields.afterPrefix(request, header, SAMPLE_PREFIX);
            Hmacs.require(secrets, List.of(sent), secret -> sampleCode(secret, request.body()));
            yield genuine(request);
          }
          case HMAC ->
              hmac.verify(
                  request, Fields.one(request, header), secrets, now, () -> reportOf(request));
        });
  }

  private static String sampleCode(Secret secret, byte[] body) {
    return HexFormat.of().formatHex(Hmacs.SHA256.of(secret.key(), body));
  }

  private static Genuine genuine(SignedRequest request) {
    return Deliveries.bySignedId(reportOf(request), request.body());
  }

  /** A call has one report at its end; of other messages it may have several of one type. */
  private static Optional<String> reportOf(SignedRequest request) {
    JsonBody body = ASKED.in(request.body());
    return body.text("message.type")
        .filter("end-of-call-report"::equals)
        .flatMap(type -> body.texts("message.call.id", "message.type"));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    return Optional.of(
        switch (method) {
          case SECRET -> sample.signed(body, header, secret.text());
          case BEARER -> sample.signed(body, header, "Bearer " + secret.text());
          case SAMPLE -> sample.signed(body, header, SAMPLE_PREFIX + sampleCode(secret, body));
          case HMAC -> hmac.sign(sample, body, header, secret);
        });
  }

  @Override
  public boolean admits(Secret secret) {
    return method != VapiMethod.HMAC || hmac.key(secret).isPresent();
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    JsonBody body = ASKED.in(request.body());
    return body.text("message.type").or(() -> body.text("type"));
  }
}
