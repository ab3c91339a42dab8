package com.leadignite.webhook.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Signatures under a public key, Ed25519 (RFC 8032) or RSA, written in base64. */
final class Ed25519 {

  /** What precedes the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] HEAD = {48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0};

  private static final int POINT_BYTES = 32;

  private final PublicKey key;

  private Ed25519(PublicKey key) {
    this.key = key;
  }

  /**
   * The key of a SubjectPublicKeyInfo.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Ed25519 ofInfo(byte[] info) {
    try {
      return new Ed25519(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /** As {@link #ofInfo}, of the 32 bytes alone. */
  static Ed25519 ofPoint(byte[] point) {
    if (point.length != POINT_BYTES) {
      throw new IllegalArgumentException("not an Ed25519 public key");
    }
    byte[] info = new byte[HEAD.length + POINT_BYTES];
    System.arraycopy(HEAD, 0, info, 0, HEAD.length);
    System.arraycopy(point, 0, info, HEAD.length, POINT_BYTES);
    return ofInfo(info);
  }

  /** Whether the bytes are a key. */
  static boolean isPoint(byte[] point) {
    try {
      ofPoint(point);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the holder of the private key signed the parts, one after the other. */
  boolean isSigned(String base64, byte[]... parts) {
    return isSigned("Ed25519", key, base64, parts);
  }

  /** As {@link #isSigned(String, byte[]...)}, of any algorithm of the JDK's. */
  static boolean isSigned(String algorithm, PublicKey key, String base64, byte[]... parts) {
    try {
      byte[] signature = Base64.getDecoder().decode(base64);
      // The bits after the last whole byte are free in base64: one spelling is enough.
      if (!Base64.getEncoder().encodeToString(signature).equals(base64)) {
        return false;
      }
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      for (byte[] part : parts) {
        verifier.update(part);
      }
      return verifier.verify(signature);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
