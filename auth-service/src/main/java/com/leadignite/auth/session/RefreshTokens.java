package com.leadignite.auth.session;

import com.leadignite.auth.key.RootKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Refresh tokens: opaque, 256 bits, of which only the SHA-256 is stored.
 *
 * <p>A token's successor is computed from it with a secret of ours. A client that lost an answer
 * and shows the same token again is given the same successor, though it is stored nowhere; and
 * cannot be computed without that secret.
 */
@Singleton
final class RefreshTokens {

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKey succession;
  private final SecureRandom random;

  @Inject
  RefreshTokens(RootKey rootKey, SecureRandom random) {
    this(rootKey.derive("succeed refresh tokens"), random);
  }

  RefreshTokens(SecretKey succession, SecureRandom random) {
    this.succession = succession;
    this.random = random;
  }

  /** The first token of a family: random. */
  String first() {
    byte[] token = new byte[BYTES];
    random.nextBytes(token);
    return ENCODER.encodeToString(token);
  }

  /** The one token that follows a token. */
  String successor(String token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(succession);
      return ENCODER.encodeToString(mac.doFinal(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  /** Whether it may be a token at all. */
  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** What is stored of a token. */
  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
