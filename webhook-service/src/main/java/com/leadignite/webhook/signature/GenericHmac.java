package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.Sha256;
import com.leadignite.webhook.signature.SignedFormat.Placeholder;
import com.leadignite.webhook.signature.Verdict.Genuine;
import com.leadignite.webhook.signature.Verdict.Refused;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over a configured format, with a timestamp and an id in header fields of configured
 * names.
 *
 * @param signatureHeader the field with the signature, or with a few, separated by blanks
 * @param timestampHeader the field with the Unix time in seconds
 * @param idHeader the field with the sender's id of the delivery
 * @param encoding how a signature's bytes are written
 * @param prefix what precedes each signature, such as {@code sha256=}; may be empty
 * @param signedFormat what is signed; names at least the timestamp and the body
 * @param tolerance how far the timestamp may be from the current time, in either direction
 */
public record GenericHmac(
    String signatureHeader,
    String timestampHeader,
    String idHeader,
    Encoding encoding,
    String prefix,
    SignedFormat signedFormat,
    Duration tolerance)
    implements SignatureScheme {

  /** As many signatures as a sender needs that is changing its key. */
  static final int MAX_SIGNATURES = 5;

  /** The widest window: for as long, a request that was intercepted can be delivered later. */
  public static final Duration MAX_TOLERANCE = Duration.ofMinutes(30);

  private static final String VISIBLE_20 = "[!-~]{0,20}";
  private static final Pattern PREFIX = Pattern.compile(VISIBLE_20);
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,19}");
  private static final int MAX_SECONDS_DIGITS = 12;

  /** What joins the lines of a field on the way here; no signature ends with a comma. */
  private static final String BETWEEN_LINES = ", ";

  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");
  private static final JsonPaths ASKED = JsonPaths.of("type");

  public GenericHmac {
    FieldNames.require(List.of(signatureHeader, timestampHeader, idHeader));
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("prefix must be at most 20 visible characters");
    }
    if (!signedFormat.has(Placeholder.TIMESTAMP)) {
      throw new IllegalArgumentException(
          "signed_format must have {timestamp}: unsigned, it proves nothing");
    }
    if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(MAX_TOLERANCE) > 0) {
      throw new IllegalArgumentException("tolerance must be 1 to 1800 seconds");
    }
  }

  /** The settings. Unless given, they are those of Standard Webhooks, in hex, without a prefix. */
  @RegisterForReflection
  @Schema(description = "How a generic_hmac source signs; everything has a default")
  public record Settings(
      @Nullable @HeaderName @Schema(examples = "webhook-signature") String signatureHeader,
      @Nullable @HeaderName @Schema(examples = "webhook-timestamp") String timestampHeader,
      @Nullable @HeaderName @Schema(examples = "webhook-id") String idHeader,
      @Nullable Encoding encoding,
      @Nullable
          @jakarta.validation.constraints.Pattern(
              regexp = VISIBLE_20,
              message = "must be at most 20 visible characters")
          @Schema(description = "What precedes each signature.", examples = "sha256=")
          String prefix,
      @Nullable
          @Size(max = SignedFormat.MAX_LENGTH)
          @Schema(description = "What is signed.", examples = "{id}.{timestamp}.{body}")
          String signedFormat,
      @Nullable
          @Range(min = 1, max = 1800)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public GenericHmac scheme() {
      return new GenericHmac(
          or(signatureHeader, "webhook-signature").toLowerCase(Locale.ROOT),
          or(timestampHeader, "webhook-timestamp").toLowerCase(Locale.ROOT),
          or(idHeader, "webhook-id").toLowerCase(Locale.ROOT),
          encoding == null ? Encoding.HEX : encoding,
          or(prefix, ""),
          format(or(signedFormat, "{id}.{timestamp}.{body}")),
          Duration.ofSeconds(toleranceSeconds == null ? 300 : toleranceSeconds));
    }

    private static String or(@Nullable String given, String otherwise) {
      return given == null ? otherwise : given;
    }

    private static SignedFormat format(String template) {
      try {
        return SignedFormat.of(template);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("signed_format " + e.getMessage(), e);
      }
    }
  }

  @Override
  public Settings settings() {
    return new Settings(
        signatureHeader,
        timestampHeader,
        idHeader,
        encoding,
        prefix,
        signedFormat.toString(),
        Math.toIntExact(tolerance.toSeconds()));
  }

  @Override
  public List<String> storedHeaders() {
    return List.of(timestampHeader, idHeader);
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    for (String name : List.of(signatureHeader, timestampHeader, idHeader)) {
      List<String> values = request.values(name);
      if (values.size() != 1) {
        return new Refused(values.isEmpty() ? Refusal.HEADER_MISSING : Refusal.HEADER_REPEATED);
      }
      if (values.getFirst().contains(BETWEEN_LINES)) {
        return new Refused(Refusal.HEADER_REPEATED);
      }
    }
    String id = request.values(idHeader).getFirst();
    String timestamp = request.values(timestampHeader).getFirst();
    String[] entries = request.values(signatureHeader).getFirst().split(" ", MAX_SIGNATURES + 1);
    if (!ID.matcher(id).matches() || !signedFormat.admits(id)) {
      return new Refused(Refusal.ID_MALFORMED);
    }
    if (!TIMESTAMP.matcher(timestamp).matches()) {
      return new Refused(Refusal.TIMESTAMP_MALFORMED);
    }
    if (entries.length > MAX_SIGNATURES) {
      return new Refused(Refusal.SIGNATURES_TOO_MANY);
    }
    List<byte[]> signatures = decode(entries);
    if (signatures.isEmpty()) {
      return new Refused(Refusal.SIGNATURE_MALFORMED);
    }
    byte[][] signed = signedFormat.signed(id, timestamp, request.body());
    if (!isSigned(signed, secrets, signatures)) {
      return new Refused(Refusal.SIGNATURE_WRONG);
    }
    // After the signature, so that a stranger learns nothing of our clock or of the window.
    if (timestamp.length() > MAX_SECONDS_DIGITS) {
      return new Refused(Refusal.TIMESTAMP_NOT_IN_SECONDS);
    }
    Duration skew = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
    return skew.compareTo(tolerance) > 0
        ? new Refused(Refusal.TIMESTAMP_OUTSIDE_WINDOW)
        : new Genuine(id, signedFormat.has(Placeholder.ID), Sha256.hex(signed));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    byte[] code = secret.hmacSha256().of(signedFormat.signed(sample.id(), sample.seconds(), body));
    return Optional.of(
        sample.signed(
            body,
            idHeader,
            sample.id(),
            timestampHeader,
            sample.seconds(),
            signatureHeader,
            prefix + encoding.encode(code)));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return ASKED.in(request.body()).text("type");
  }

  private List<byte[]> decode(String[] entries) {
    List<byte[]> signatures = new ArrayList<>();
    for (String entry : entries) {
      if (entry.startsWith(prefix)) {
        encoding
            .decode(entry.substring(prefix.length()))
            .filter(bytes -> bytes.length == Sha256.BYTES)
            .ifPresent(signatures::add);
      }
    }
    return signatures;
  }

  private static boolean isSigned(byte[][] signed, List<Secret> secrets, List<byte[]> signatures) {
    boolean genuine = false;
    for (Secret secret : secrets) {
      byte[] expected = secret.hmacSha256().of(signed);
      for (byte[] signature : signatures) {
        // Every pair is compared, so that the time does not reveal which secret matched.
        genuine |= MessageDigest.isEqual(expected, signature);
      }
    }
    return genuine;
  }
}
