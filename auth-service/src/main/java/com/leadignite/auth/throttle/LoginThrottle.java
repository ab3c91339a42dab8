package com.leadignite.auth.throttle;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.key.RootKey;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Lockout;
import com.leadignite.guard.limit.Lockout.Admission;
import com.leadignite.guard.limit.Lockout.Attempt;
import com.leadignite.guard.limit.Lockout.Count;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stops the guessing of passwords, of known and unknown accounts alike. What is counted, and why a
 * stranger cannot lock an owner out, is in docs/decisions/004-lockout.md. Whatever else is shown to
 * sign in is counted here as well, under a name of its own for {@link Lockout.Count#kind}.
 */
@Singleton
public final class LoginThrottle {

  private static final String ACCOUNT = "password";
  private static final String NETWORK = "password-address";

  private final Admissions admissions;
  private final Lockout lockout;
  private final RateLimiter limiter;
  private final ThrottleConfig config;
  private final HmacSha256 naming;

  LoginThrottle(
      Admissions admissions,
      Lockout lockout,
      RateLimiter limiter,
      ThrottleConfig config,
      RootKey rootKey) {
    this.admissions = admissions;
    this.lockout = lockout;
    this.limiter = limiter;
    this.config = config;
    this.naming = HmacSha256.withKey(rootKey.derive("name locks"));
  }

  /**
   * What became of an attempt.
   *
   * @param found what the check found
   * @param lockedFor while the account or the address is locked to strangers, for how long; else
   *     null
   */
  public record Evaluated<T>(T found, @Nullable Duration lockedFor) {

    /** The refusal of a failed attempt, which must not tell whether it was evaluated. */
    public Problem refusal(AuthProblem ordinary) {
      return lockedFor == null ? ordinary.problem() : Admissions.locked(lockedFor);
    }
  }

  /**
   * An attempt to sign in.
   *
   * @param address the address of the account, whether it exists or not
   * @param network the client's address, or its network
   * @param known whether the account's owner has signed in from there lately
   */
  public LoginAttempt attempt(Address address, String network, boolean known) {
    return new LoginAttempt(name(address.value()), network, network, known);
  }

  /**
   * An attempt on a device that the account was signed in to on before: its owner is known wherever
   * it is, and whoever else has the device uses up nobody's attempts but its own.
   *
   * @param device the device's name
   */
  public LoginAttempt attemptOfDevice(Address address, String network, String device) {
    return new LoginAttempt(name(address.value()), LoginAttempt.DEVICE + device, network, true);
  }

  /**
   * An attempt to authenticate again in a session. Counted by the session and not by the address,
   * of which a thief may have any number.
   *
   * @param account the address of the account; its id if it has none
   */
  public LoginAttempt attempt(String account, String network, SessionId session) {
    return new LoginAttempt(name(account), "session-" + session, network, true);
  }

  /**
   * The failures at an attempt's account that count now, whoever made them; of a device that its
   * owner signed in on, only its own: what strangers do makes nothing harder there.
   */
  public Uni<Integer> failures(LoginAttempt attempt) {
    return lockout
        .failures(accountCount(attempt))
        .map(failures -> attempt.isOfDevice() ? failures.ofSource() : failures.all());
  }

  /** The failures of a client's address that count now, at all accounts together. */
  public Uni<Integer> failures(String network) {
    return lockout
        .failures(new Count(NETWORK, network, "", config.addressFailures()))
        .map(Lockout.Failures::all);
  }

  /**
   * Has an attempt checked and counts its outcome: a failure counts, a success forgives those of
   * its source, and what was not checked does neither, whatever refused it. Fails with locked-out
   * or too-many-requests, 429, or with 503 if Redis is unavailable.
   *
   * @param check computes what is found; given false, it computes as much and finds nothing right,
   *     since the time it takes must not tell whose networks are known
   * @param right whether what was found is a success
   */
  public <T> Uni<Evaluated<T>> evaluate(
      LoginAttempt attempt, Function<Boolean, Uni<T>> check, Predicate<T> right) {
    return limiter
        .require(Limit.PASSWORD, attempt.perMinute())
        .chain(() -> admissions.take(networkCount(attempt)))
        .chain(network ->
            admissions
                .giveBack(network, admissions.take(accountCount(attempt)))
                .chain(account -> {
                  Duration locked = lockedFor(account, network);
                  boolean evaluated = locked == null || attempt.known();
                  return admissions
                      .giveBack(network, admissions.giveBack(account, check.apply(evaluated)))
                      .call(found -> settle(account, network, right.test(found)))
                      .map(found -> new Evaluated<>(found, locked));
                }));
  }

  /**
   * The account is the source: who is known at an address is not locked out by attempts at other
   * accounts.
   */
  private Count networkCount(LoginAttempt attempt) {
    return new Count(NETWORK, attempt.network(), attempt.account(), config.addressFailures());
  }

  private Count accountCount(LoginAttempt attempt) {
    return new Count(ACCOUNT, attempt.account(), attempt.source(), config.failures());
  }

  /** How long strangers wait; null if nothing is locked to them. */
  private static @Nullable Duration lockedFor(Attempt account, Attempt network) {
    if (account.admission() == Admission.OPEN && network.admission() == Admission.OPEN) {
      return null;
    }
    return account.lockedFor().compareTo(network.lockedFor()) < 0
        ? network.lockedFor()
        : account.lockedFor();
  }

  private Uni<Void> settle(Attempt account, Attempt network, boolean right) {
    // What an address got wrong is not forgiven: an attacker's own account would do that.
    return right
        ? both(lockout.succeeded(account), lockout.release(network))
        : both(lockout.failed(account), lockout.failed(network));
  }

  private static Uni<Void> both(Uni<Void> one, Uni<Void> other) {
    return Uni.combine().all().unis(one, other).discardItems();
  }

  /** The refusal of an attempt at something that is locked. */
  public static Problem locked(Attempt attempt) {
    return Admissions.locked(attempt.lockedFor());
  }

  private String name(String email) {
    // Keyed, because addresses can be guessed: Redis must not tell who has an account.
    return HexFormat.of().formatHex(naming.of(email), 0, 16);
  }
}
