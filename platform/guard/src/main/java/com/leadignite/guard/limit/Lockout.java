package com.leadignite.guard.limit;

import com.leadignite.guard.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Locks out guessing: after a number of failures (five) within a time (five minutes), nothing is
 * evaluated for as long. An attempt takes its place before it is evaluated: of 200 in parallel at
 * most five are (B12). The result is reported afterwards, and only {@link #failed} counts. A lock
 * begins with the failure that made it, and no attempt prolongs it (B14). Without Redis every
 * attempt is refused.
 *
 * <p>Failures are counted per target over all sources, and also for each source. While all sources
 * together have locked the target, a source is still admitted to its own few attempts, {@link
 * Admission#KNOWN_ONLY}: it is the caller's to evaluate those of a source that the target's owner
 * is known to use, and to answer all of them as locked unless they are right.
 */
@Singleton
public final class Lockout {

  private final RedisScripts scripts;
  private final LockoutConfig config;
  private final Ids ids;
  private final Clock clock;

  Lockout(RedisScripts scripts, LockoutConfig config, Ids ids, Clock clock) {
    this.scripts = scripts;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Whose failures are counted.
   *
   * @param kind what is guessed: {@code password}, {@code totp}; kinds are counted apart
   * @param target what is guessed at: an account, an address; without braces
   * @param source who guesses, or empty if the target has one source alone
   * @param failures how many lock
   */
  public record Count(String kind, String target, String source, int failures) {

    /** In one slot, so that a Redis cluster serves. */
    private List<String> keys() {
      String all = "lockout:" + kind + ":{" + target + "}";
      return List.of(all, source.isEmpty() ? all : all + ":" + source);
    }
  }

  /** Whether an attempt is to be evaluated. In the order in which the scripts number them. */
  public enum Admission {
    /** It is. */
    OPEN,
    /** It is if the source is known to the owner; whether it was, its refusal must not tell. */
    KNOWN_ONLY,
    /** Not now: as many as may fail are being evaluated. Nothing is counted. */
    BUSY,
    /** Not until the lock's end. Nothing is counted. */
    LOCKED
  }

  /**
   * A place among the attempts.
   *
   * @param count where
   * @param id its name there
   * @param admission whether to evaluate it
   * @param lockedFor until the lock's end; zero if nothing is locked
   */
  public record Attempt(Count count, String id, Admission admission, Duration lockedFor) {}

  /**
   * Takes a place, before anything is evaluated; if admitted, it has to be given to {@link
   * #failed}, {@link #succeeded} or {@link #release}. Fails with a 503 problem if Redis is down.
   */
  public Uni<Attempt> attempt(Count count) {
    String id = ids.next().toString();
    return run(LockoutScripts.ATTEMPT, count, id).map(answer -> attempt(count, id, answer));
  }

  /** Counts the attempt: it was evaluated, and wrong. */
  public Uni<Void> failed(Attempt attempt) {
    return run(LockoutScripts.FAILED, attempt.count(), attempt.id()).replaceWithVoid();
  }

  /**
   * Forgives the failures of the attempt's source: it was right. A lock that holds continues for
   * the others: if it were lifted, they would learn that somebody got in.
   */
  public Uni<Void> succeeded(Attempt attempt) {
    return run(LockoutScripts.SUCCEEDED, attempt.count(), attempt.id()).replaceWithVoid();
  }

  /** Gives the place back: the attempt was not evaluated after all, or is none to forgive for. */
  public Uni<Void> release(Attempt attempt) {
    return run(LockoutScripts.RELEASE, attempt.count(), attempt.id()).replaceWithVoid();
  }

  /**
   * In one step, for what costs nothing to evaluate: counts an attempt that was wrong, forgives for
   * one that was right, and says whether either may be told.
   */
  public Uni<Attempt> decided(Count count, boolean right) {
    String id = ids.next().toString();
    return run(right ? LockoutScripts.DECIDED_RIGHT : LockoutScripts.DECIDED_WRONG, count, id)
        .map(answer -> attempt(count, id, answer));
  }

  /**
   * Failures that count now.
   *
   * @param all at the target, up to as many as lock it
   * @param ofSource the count's source has made of these
   */
  public record Failures(int all, int ofSource) {}

  /** The failures that count now; takes no place and changes nothing. */
  public Uni<Failures> failures(Count count) {
    return run(LockoutScripts.FAILURES, count, "")
        .map(answer -> new Failures(answer.get(0).toInteger(), answer.get(1).toInteger()));
  }

  private static Attempt attempt(Count count, String id, Response answer) {
    Admission admission = Admission.values()[answer.get(0).toInteger()];
    return new Attempt(count, id, admission, Duration.ofMillis(answer.get(1).toLong()));
  }

  /** Time is an argument and not left to the keys' expiry, so that a test can set the clock. */
  private Uni<Response> run(RedisScript script, Count count, String id) {
    List<String> arguments =
        List.of(
            Long.toString(clock.millis()),
            Integer.toString(count.failures()),
            Long.toString(config.duration().toMillis()),
            id);
    return Uni.createFrom()
        .completionStage(() -> scripts.run(script, count.keys(), arguments).toCompletionStage())
        .onFailure(RedisUnavailable.class)
        .transform(RateLimiter::unavailable);
  }
}
