package com.leadignite.testkit.attack;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Parts of tokens that no library would make. */
public final class ForgedTokens {

  private ForgedTokens() {}

  /** Base64url without padding, as parts of a token are written. */
  public static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The same of a text. */
  public static String part(String text) {
    return part(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A header of the type that services expect. */
  public static String header(String algorithm, String kid) {
    return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}";
  }

  /** What is signed: header and payload, both JSON. */
  public static String input(String header, String payload) {
    return part(header) + "." + part(payload);
  }

  /**
   * A token with a symmetric signature (B1).
   *
   * @param algorithm HS256, HS384 or HS512
   * @param secret what a service confuses with a shared secret, such as its public key
   */
  public static String symmetric(String algorithm, String kid, byte[] secret, String payload) {
    String input = input(header(algorithm, kid), payload);
    try {
      Mac mac = Mac.getInstance(algorithm.replace("HS", "HmacSHA"));
      mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
      return input + "." + part(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An ECDSA signature as tokens have it: r and s, 32 bytes each. */
  public static byte[] p1363(BigInteger r, BigInteger s) {
    byte[] both = new byte[64];
    copy(r, both, 32);
    copy(s, both, 64);
    return both;
  }

  /** An ECDSA signature as X.509 has it. */
  public static byte[] der(BigInteger r, BigInteger s) {
    byte[] first = r.toByteArray();
    byte[] second = s.toByteArray();
    byte[] all = new byte[6 + first.length + second.length];
    all[0] = 0x30;
    all[1] = (byte) (all.length - 2);
    all[2] = 0x02;
    all[3] = (byte) first.length;
    System.arraycopy(first, 0, all, 4, first.length);
    all[4 + first.length] = 0x02;
    all[5 + first.length] = (byte) second.length;
    System.arraycopy(second, 0, all, 6 + first.length, second.length);
    return all;
  }

  /** A good ECDSA signature as X.509 has it. */
  public static byte[] der(PrivateKey key, String input) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(input.getBytes(StandardCharsets.US_ASCII));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(BigInteger number, byte[] to, int end) {
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < Math.min(32, bytes.length); i++) {
      to[end - 1 - i] = bytes[bytes.length - 1 - i];
    }
  }
}
