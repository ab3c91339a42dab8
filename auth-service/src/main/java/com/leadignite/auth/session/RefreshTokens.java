package com.leadignite.auth.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.leadignite.auth.key.DerivedHmac;
import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.hash.Sha256;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  private final DerivedHmac succession;
  private final DerivedHmac stepUp;
  private final SecureRandom random;

  RefreshTokens(RootKey rootKey, SecureRandom random) {
    this.succession = rootKey.hmac("succeed refresh tokens");
    this.stepUp = rootKey.hmac("step up refresh tokens");
    this.random = random;
  }

  /** The first token of a family: random. */
  public String first() {
    return RandomToken.make(random);
  }

  /** The one token that follows a token. */
  public String successor(String token) {
    return ENCODER.encodeToString(succession.of(bytes(token)));
  }

  /**
   * The token that follows one of which only the hash is there: when a second factor was shown with
   * an access token.
   */
  String afterStepUp(byte[] hash) {
    return ENCODER.encodeToString(stepUp.of(hash));
  }

  /**
   * The current token of a family, whose parent was shown; another replica may have made it, with
   * another key than the first. Empty if the key that made it is not configured any more.
   *
   * @param current the hash of the current token
   */
  public Optional<String> current(String parent, byte[] current) {
    return Stream.concat(succession.all(bytes(parent)).stream(), stepUp.all(hash(parent)).stream())
        .map(ENCODER::encodeToString)
        .filter(token -> MessageDigest.isEqual(hash(token), current))
        .findFirst();
  }

  private static byte[] bytes(String token) {
    return token.getBytes(UTF_8);
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
