package com.leadignite.auth.captcha;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.leadignite.auth.key.DerivedHmac;
import com.leadignite.auth.key.RootKey;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives challenges and checks their solutions. Keeps nothing: that a solution counts once is seen
 * to by {@link SpentChallenges}.
 */
@Singleton
public final class ProofOfWork {

  private static final int RANDOM_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final CaptchaConfig config;
  private final DerivedHmac signing;
  private final SecureRandom random;
  private final Clock clock;

  ProofOfWork(CaptchaConfig config, RootKey rootKey, SecureRandom random, Clock clock) {
    this.config = config;
    this.signing = rootKey.hmac("sign captcha challenges");
    this.random = random;
    this.clock = clock;
  }

  /** A new challenge. */
  public Challenge challenge() {
    long expiresAt = clock.instant().plus(config.life()).getEpochSecond();
    Challenge.Parameters parameters = parameters(expiresAt, random(), random());
    return new Challenge(
        parameters, HEX.formatHex(signing.of(parameters.canonical().getBytes(UTF_8))));
  }

  /**
   * A solution of a challenge that was given here, of today's difficulty, and is not over; whether
   * the work was done is not known yet. Costs one HMAC. Empty if it is anything else.
   */
  Optional<Solution> claimed(@Nullable String sent) {
    return Optional.ofNullable(sent)
        .flatMap(Solution::parse)
        .filter(solution -> solution.expiresAt() > clock.instant().getEpochSecond())
        .filter(this::isOurs)
        .filter(solution -> solution.derivedKey().startsWith(prefix()));
  }

  /** Whether the work was done. Costs what one try costs the client. */
  boolean isRight(Solution solution) {
    byte[] password =
        ByteBuffer.allocate(RANDOM_BYTES + Integer.BYTES)
            .put(HEX.parseHex(solution.nonce()))
            .putInt((int) solution.counter())
            .array();
    byte[] key = Pbkdf2.firstBlock(password, HEX.parseHex(solution.salt()), config.cost());
    return MessageDigest.isEqual(key, HEX.parseHex(solution.derivedKey()));
  }

  /**
   * Only what makes challenges differ is taken from the client: with another algorithm or
   * difficulty than today's it is another challenge, whoever signed it.
   */
  private boolean isOurs(Solution solution) {
    Challenge.Parameters given =
        parameters(solution.expiresAt(), solution.nonce(), solution.salt());
    return given.canonical().equals(solution.parameters())
        && signing.matches(HEX.parseHex(solution.signature()), given.canonical().getBytes(UTF_8));
  }

  private Challenge.Parameters parameters(long expiresAt, String nonce, String salt) {
    return new Challenge.Parameters(
        Challenge.ALGORITHM, config.cost(), expiresAt, Challenge.KEY_BYTES, prefix(), nonce, salt);
  }

  private String prefix() {
    return "0".repeat(config.zeros());
  }

  private String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes);
  }
}
