package com.leadignite.auth.password;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.key.RootKey;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Lockout;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Stops the guessing of passwords, of known and unknown accounts alike. What is counted, and why a
 * stranger cannot lock an owner out, is in docs/decisions/004-lockout.md.
 */
@Singleton
public final class GuessGuard {

  private static final String ACCOUNT = "password";
  private static final String ADDRESS = "password-address";

  private final Lockout lockout;
  private final RateLimiter limiter;
  private final PasswordConfig.Lock config;
  private final SecretKey naming;

  GuessGuard(Lockout lockout, RateLimiter limiter, PasswordConfig config, RootKey rootKey) {
    this.lockout = lockout;
    this.limiter = limiter;
    this.config = config.lock();
    this.naming = rootKey.derive("name locks");
  }

  /**
   * Who guesses at what.
   *
   * @param account under which the account's guesses are counted
   * @param network the client's address, or its network
   */
  public record Guess(String account, String network) {}

  /**
   * Names a guess.
   *
   * @param email the account guessed at, whether it exists or not
   * @param network the client's address, or its network
   * @param known whether the account's owner has signed in from there lately: they are counted
   *     apart from all strangers
   */
  public Guess guess(EmailAddress email, String network, boolean known) {
    // Keyed, because addresses can be guessed: Redis must not tell who has an account.
    String account = name(email.value());
    return new Guess(account + (known ? "@" + network : ""), network);
  }

  /**
   * Names a guess of whoever holds a session. Counted by the session and not by the address, of
   * which a thief may have any number.
   */
  public Guess guess(EmailAddress email, String network, SessionId session) {
    return new Guess(name(email.value()) + "@" + session, network);
  }

  /**
   * Counts a guess as wrong before it is looked at: of any number in parallel, only as many as the
   * limit are evaluated. Fails with locked-out or too-many-requests, 429, or with 503 where Redis
   * is down.
   */
  public Uni<Void> before(Guess guess) {
    return lockout
        .state(ADDRESS, guess.network(), config.addressFailures())
        .invoke(GuessGuard::refuseLocked)
        .chain(() -> lockout.attempt(ACCOUNT, guess.account(), config.failures()))
        .invoke(GuessGuard::refuseLocked)
        .chain(() -> limiter.require(Limit.PASSWORD, guess.account()));
  }

  /** Forgives the account's guesses: this one was right. */
  public Uni<Void> right(Guess guess) {
    return lockout.clear(ACCOUNT, guess.account());
  }

  /** Counts a wrong guess against the address as well. */
  public Uni<Void> wrong(Guess guess) {
    return lockout.attempt(ADDRESS, guess.network(), config.addressFailures()).replaceWithVoid();
  }

  private static void refuseLocked(Lockout.Attempt attempt) {
    if (!attempt.allowed()) {
      throw locked(attempt.lockedFor());
    }
  }

  private static Problem locked(Duration lockedFor) {
    long seconds = Math.max(1, lockedFor.plusMillis(999).toSeconds());
    return AuthProblem.LOCKED_OUT.problem().header("Retry-After", Long.toString(seconds));
  }

  private String name(String email) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(naming);
      byte[] name = mac.doFinal(email.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(name, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
