package com.leadignite.webhook.signature;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The time and the signatures in one field, {@code t=1614265330,v1=…}: HMAC-SHA256, in hex, of the
 * time, a dot and the body.
 *
 * @param field the field's name
 * @param version what precedes the signatures that count; others are ignored
 */
record TimedHmac(String field, String version) {

  /**
   * Refuses what no secret signed, or not within the window.
   *
   * @return what was signed
   */
  byte[][] require(SignedRequest request, List<Secret> secrets, Window window, Instant now) {
    Fields.Timed sent = Fields.Timed.read(Fields.one(request, field), version);
    byte[][] signed = signed(Window.digits(sent.timestamp()), request.body());
    Hmacs.require(secrets, sent.signatures(), secret -> code(secret, signed));
    window.requireSeconds(sent.timestamp(), now);
    return signed;
  }

  Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    String code = code(secret, signed(sample.seconds(), body));
    return Optional.of(
        sample.signed(body, field, "t=" + sample.seconds() + "," + version + "=" + code));
  }

  private static byte[][] signed(String timestamp, byte[] body) {
    return new byte[][] {Hmacs.ascii(timestamp + "."), body};
  }

  private static String code(Secret secret, byte[]... signed) {
    return HexFormat.of().formatHex(Hmacs.SHA256.of(secret.key(), signed));
  }
}
