package com.leadignite.webhook.signature;

import com.leadignite.webhook.signature.SignedFormat.Placeholder;
import com.leadignite.webhook.signature.Verdict.Genuine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * VAPI's HMAC credential.
 *
 * @param timestampHeader needed only if the format names the timestamp
 * @param idHeader empty if the sender has none
 * @param keyIsBase64 whether the secret is the base64 of the key
 */
record VapiHmac(
    String timestampHeader,
    String idHeader,
    Hmacs algorithm,
    Encoding encoding,
    String prefix,
    SignedFormat format,
    boolean keyIsBase64,
    Window window) {

  static VapiHmac of(Vapi.Settings settings) {
    String template = Objects.toString(settings.signedFormat(), "{timestamp}.{body}");
    try {
      return new VapiHmac(
          Objects.toString(settings.timestampHeader(), "x-timestamp").toLowerCase(Locale.ROOT),
          Objects.toString(settings.idHeader(), "").toLowerCase(Locale.ROOT),
          settings.algorithm() == null ? Hmacs.SHA256 : settings.algorithm(),
          settings.encoding() == null ? Encoding.HEX : settings.encoding(),
          Objects.toString(settings.prefix(), ""),
          SignedFormat.of(template),
          Boolean.TRUE.equals(settings.secretIsBase64()),
          Window.of(settings.toleranceSeconds(), Window.USUAL_SECONDS));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("signed_format " + e.getMessage(), e);
    }
  }

  /** Refuses settings that read one field as two things, or one of another meaning. */
  void requireApart(String signatureHeader) {
    FieldNames.require(
        Stream.of(signatureHeader, timestampHeader, idHeader)
            .filter(name -> !name.isEmpty())
            .toList());
    if (format.has(Placeholder.ID) && idHeader.isEmpty()) {
      throw new IllegalArgumentException("id_header is needed for {id}");
    }
  }

  Vapi.Settings settings(String signatureHeader) {
    return new Vapi.Settings(
        VapiMethod.HMAC,
        signatureHeader,
        timestampHeader,
        idHeader.isEmpty() ? null : idHeader,
        algorithm,
        encoding,
        prefix,
        format.toString(),
        keyIsBase64,
        window.seconds());
  }

  List<String> storedHeaders() {
    return Stream.of(timestampHeader, idHeader).filter(name -> !name.isEmpty()).toList();
  }

  Genuine verify(
      SignedRequest request,
      String sent,
      List<Secret> secrets,
      Instant now,
      Supplier<Optional<String>> reportOf) {
    boolean hasTime = format.has(Placeholder.TIMESTAMP);
    String timestamp = hasTime ? Window.digits(Fields.one(request, timestampHeader)) : "";
    String id = idHeader.isEmpty() ? "" : Fields.id(Fields.one(request, idHeader));
    if (!format.admits(id)) {
      throw new RefusedRequest(Refusal.ID_MALFORMED);
    }
    byte[][] signed = format.signed(id, timestamp, request.body());
    Hmacs.require(secrets, List.of(sent), secret -> code(secret, signed));
    if (hasTime) {
      window.requireSeconds(timestamp, now);
    }
    if (format.has(Placeholder.ID)) {
      return Deliveries.bySignedId(Optional.of(id), signed);
    }
    // Not before the signature was found right: reading the body is work for the sender alone.
    Optional<String> report = reportOf.get();
    return report.isPresent()
        ? Deliveries.bySignedId(report, signed)
        : Deliveries.byContent(id.isEmpty() ? null : id, signed);
  }

  private String code(Secret secret, byte[]... signed) {
    byte[] key = key(secret).orElseThrow(() -> new RefusedRequest(Refusal.SIGNATURE_WRONG));
    return prefix + encoding.encode(algorithm.of(key, signed));
  }

  /** The key that the secret stands for; in either alphabet, as VAPI's own decoder takes it. */
  Optional<byte[]> key(Secret secret) {
    return keyIsBase64
        ? Encoding.BASE64.decode(secret.text().replace('-', '+').replace('_', '/'))
        : Optional.of(secret.key());
  }

  Sample.Signed sign(Sample sample, byte[] body, String signatureHeader, Secret secret) {
    String code = code(secret, format.signed(sample.id(), sample.seconds(), body));
    return idHeader.isEmpty()
        ? sample.signed(body, timestampHeader, sample.seconds(), signatureHeader, code)
        : sample.signed(
            body, timestampHeader, sample.seconds(), idHeader, sample.id(), signatureHeader, code);
  }
}
