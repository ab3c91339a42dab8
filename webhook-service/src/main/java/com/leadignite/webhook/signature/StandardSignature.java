package com.leadignite.webhook.signature;

import com.leadignite.webhook.signature.Verdict.Genuine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The signature of Standard Webhooks: {@code id.timestamp.body} under HMAC-SHA256 ({@code v1}) or
 * Ed25519 ({@code v1a}), in fields whose names begin with the same word.
 *
 * @param prefix {@code webhook-}, or what else the names begin with
 */
record StandardSignature(String prefix) {

  private static final String SHARED = "v1,";
  private static final String PUBLIC = "v1a,";

  Genuine verify(SignedRequest request, List<Secret> secrets, Window window, Instant now) {
    String id = Fields.id(Fields.one(request, prefix + "id"));
    String timestamp = Window.digits(Fields.one(request, prefix + "timestamp"));
    List<String> entries = Fields.list(Fields.one(request, prefix + "signature"), " ");
    // A dot would let the id lend characters to the timestamp.
    if (id.indexOf('.') >= 0) {
      throw new RefusedRequest(Refusal.ID_MALFORMED);
    }
    if (entries.stream().noneMatch(entry -> entry.startsWith(SHARED) || entry.startsWith(PUBLIC))) {
      throw new RefusedRequest(Refusal.SIGNATURE_MALFORMED);
    }
    byte[][] signed = {head(id, timestamp), request.body()};
    boolean genuine = false;
    for (Secret secret : secrets) {
      genuine |= isSigned(signed, secret, entries);
    }
    if (!genuine) {
      throw new RefusedRequest(Refusal.SIGNATURE_WRONG);
    }
    window.requireSeconds(timestamp, now);
    return Deliveries.bySignedId(Optional.of(id), signed);
  }

  private static boolean isSigned(byte[][] signed, Secret secret, List<String> entries) {
    Optional<byte[]> publicKey = StandardKey.publicKey(secret);
    boolean genuine = false;
    if (publicKey.isPresent()) {
      for (String entry : entries) {
        genuine |=
            entry.startsWith(PUBLIC)
                && Ed25519.ofPoint(publicKey.get())
                    .isSigned(entry.substring(PUBLIC.length()), signed);
      }
      return genuine;
    }
    byte[] expected = Hmacs.ascii(SHARED + code(secret, signed));
    for (String entry : entries) {
      genuine |= MessageDigest.isEqual(expected, Hmacs.ascii(entry));
    }
    return genuine;
  }

  private static String code(Secret secret, byte[]... signed) {
    return Base64.getEncoder().encodeToString(Hmacs.SHA256.of(StandardKey.shared(secret), signed));
  }

  private static byte[] head(String id, String timestamp) {
    return (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
  }

  /** The names of the fields, to be stored; the signature is not. */
  List<String> storedHeaders() {
    return List.of(prefix + "id", prefix + "timestamp");
  }

  Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    if (StandardKey.publicKey(secret).isPresent()) {
      return Optional.empty();
    }
    byte[] body = sample.json();
    return Optional.of(
        sample.signed(
            body,
            prefix + "id",
            sample.id(),
            prefix + "timestamp",
            sample.seconds(),
            prefix + "signature",
            SHARED + code(secret, head(sample.id(), sample.seconds()), body)));
  }
}
