package com.leadignite.auth.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of an installation, {@code leadignite.auth.key-encryption-key}. Each use has a key
 * of its own derived from it. Does not print.
 */
@Singleton
public final class RootKey {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec root;
  private final SecretKeySpec sealing;
  private final SecureRandom random;

  @Inject
  RootKey(KeyConfig config, SecureRandom random) {
    this(bytes(config.keyEncryptionKey().get()), random);
  }

  RootKey(byte[] key, SecureRandom random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "leadignite.auth.key-encryption-key must be 32 bytes in base64");
    }
    this.root = new SecretKeySpec(key, "HmacSHA256");
    this.random = random;
    this.sealing = new SecretKeySpec(mac(root, "seal signing keys"), "AES");
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes the secret.
      throw new IllegalArgumentException(
          "leadignite.auth.key-encryption-key must be 32 bytes in base64");
    }
  }

  /** A key for HMAC-SHA256, another one for each purpose. */
  public SecretKey derive(String purpose) {
    return new SecretKeySpec(mac(root, purpose), "HmacSHA256");
  }

  /**
   * Encrypts and authenticates (AES-256-GCM).
   *
   * @param name what is sealed; the seal opens under the same name only
   * @return 12 bytes of nonce, then ciphertext and tag
   */
  byte[] seal(byte[] plain, String name) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain, 0, name);
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException if it was sealed with another key or under another name, or
   *     changed since
   */
  byte[] open(byte[] sealed, String name) {
    if (sealed.length < NONCE_BYTES) {
      throw new IllegalStateException("a stored key has a form that is not known");
    }
    return run(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), sealed, NONCE_BYTES, name);
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, int offset, String name) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, offset, input.length - offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a stored key does not open: is leadignite.auth.key-encryption-key another one?", e);
    }
  }

  private static byte[] mac(SecretKey key, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "RootKey";
  }
}
