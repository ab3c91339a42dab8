package com.leadignite.auth.session;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.hash.Sha256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * Refresh tokens: opaque, 256 bits, of which only the SHA-256 is stored.
 *
 * <p>A token's successor is computed from it with a secret of ours. A client that lost an answer
 * and shows the same token again is given the same successor, though it is stored nowhere; and
 * cannot be computed without that secret.
 */
@Singleton
public final class RefreshTokens {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final HmacSha256 succession;
  private final HmacSha256 stepUp;
  private final SecureRandom random;

  @Inject
  RefreshTokens(RootKey rootKey, SecureRandom random) {
    this(
        rootKey.derive("succeed refresh tokens"), rootKey.derive("step up refresh tokens"), random);
  }

  RefreshTokens(SecretKey succession, SecretKey stepUp, SecureRandom random) {
    this.succession = HmacSha256.withKey(succession);
    this.stepUp = HmacSha256.withKey(stepUp);
    this.random = random;
  }

  /** The first token of a family: random. */
  public String first() {
    return RandomToken.make(random);
  }

  /** The one token that follows a token. */
  public String successor(String token) {
    return ENCODER.encodeToString(succession.of(token));
  }

  /**
   * The token that follows one of which only the hash is there: when a second factor was shown with
   * an access token.
   */
  String afterStepUp(byte[] hash) {
    return ENCODER.encodeToString(stepUp.of(hash));
  }

  /**
   * The current token of a family, whose parent was shown.
   *
   * @param current the hash of the current token
   */
  String current(String parent, byte[] current) {
    String afterStepUp = afterStepUp(hash(parent));
    return MessageDigest.isEqual(hash(afterStepUp), current) ? afterStepUp : successor(parent);
  }

  /** Whether it may be a token at all. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** What is stored of a token. */
  public static byte[] hash(String token) {
    return Sha256.of(token);
  }
}
