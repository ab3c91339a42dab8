package com.leadignite.guard.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.id.Ids;
import com.leadignite.guard.limit.Lockout.Admission;
import com.leadignite.guard.limit.Lockout.Attempt;
import com.leadignite.guard.limit.Lockout.Count;
import com.leadignite.guard.limit.Lockout.Failures;
import com.leadignite.guard.testing.Servers;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LockoutTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final Limiting limiting = new Limiting(Servers.redis(), Map.of());
  private final Lockout lockout =
      new Lockout(
          limiting.scripts,
          new Figures(FIVE_MINUTES),
          new Ids(limiting.clock, new SecureRandom()),
          limiting.clock);
  private final String account = UUID.randomUUID().toString();

  @AfterEach
  void close() throws Exception {
    limiting.close();
  }

  @Test
  @Tag("B12")
  void evaluatesExactlyTheLimitOfManyAtOnce() {
    List<Uni<Attempt>> attempts =
        IntStream.range(0, 200).mapToObj(i -> lockout.attempt(from("x"))).toList();

    List<Attempt> answers = done(Uni.join().all(attempts).andFailFast());

    assertEquals(5, count(answers, Admission.OPEN));
    assertEquals(195, count(answers, Admission.BUSY));
  }

  @Test
  void saysHowManyFailuresCountNow() {
    fail("x");
    turn(FIVE_MINUTES.minusSeconds(1));
    fail("x");
    fail("y");
    attempt("z");

    assertEquals(new Failures(3, 2), done(lockout.failures(from("x"))));
    turn(Duration.ofSeconds(1));
    assertEquals(new Failures(2, 1), done(lockout.failures(from("x"))));
    assertEquals(new Failures(2, 0), done(lockout.failures(from("z"))));
  }

  @Test
  void locksForTheWholeDurationAndNoLongerHoweverOftenItIsTried() {
    for (int i = 0; i < 5; i++) {
      fail("x");
    }

    assertEquals(FIVE_MINUTES, attempt("x").lockedFor());
    turn(FIVE_MINUTES.minusMillis(1));
    assertEquals(Admission.LOCKED, attempt("x").admission());
    assertEquals(Duration.ofMillis(1), attempt("x").lockedFor());
    turn(Duration.ofMillis(1));
    assertEquals(Admission.OPEN, attempt("x").admission());
  }

  @Test
  void countsTheFailuresOfAWindowAndRenewsNone() {
    for (int i = 0; i < 49; i++) {
      fail("x");
      turn(Duration.ofSeconds(76));
    }

    assertEquals(Admission.OPEN, attempt("x").admission());
  }

  @Test
  void locksFromTheFifthFailureOnThoughTheOthersAreOld() {
    for (int i = 0; i < 4; i++) {
      fail("x");
    }
    turn(FIVE_MINUTES.minusSeconds(1));
    fail("x");

    turn(FIVE_MINUTES.minusSeconds(1));

    assertEquals(Admission.LOCKED, attempt("x").admission());
    assertEquals(Duration.ofSeconds(1), attempt("x").lockedFor());
  }

  @Test
  void forgivesWhenAnAttemptSucceeds() {
    for (int i = 0; i < 4; i++) {
      fail("x");
    }

    done(lockout.succeeded(attempt("x")));

    for (int i = 0; i < 4; i++) {
      fail("x");
    }
    assertEquals(Admission.OPEN, attempt("x").admission());
  }

  @Test
  void countsNothingThatWasNotEvaluated() {
    for (int i = 0; i < 30; i++) {
      done(lockout.release(attempt("x")));
    }

    assertEquals(Admission.OPEN, attempt("x").admission());
  }

  @Test
  void countsAnAttemptOfWhichNothingWasHeardUntilTheWindowIsOver() {
    for (int i = 0; i < 5; i++) {
      attempt("x");
    }

    assertEquals(Admission.BUSY, attempt("x").admission());
    turn(FIVE_MINUTES);
    assertEquals(Admission.OPEN, attempt("x").admission());
  }

  @Test
  @Tag("B14")
  void leavesEachSourceItsOwnAttemptsWhileAllTogetherAreLocked() {
    for (int i = 0; i < 5; i++) {
      fail("stranger" + i);
    }

    List<Admission> home =
        IntStream.range(0, 6)
            .mapToObj(i -> {
              Attempt attempt = attempt("home");
              if (attempt.admission() != Admission.LOCKED) {
                done(lockout.failed(attempt));
              }
              return attempt.admission();
            })
            .toList();

    Admission own = Admission.KNOWN_ONLY;
    assertEquals(List.of(own, own, own, own, own, Admission.LOCKED), home);
  }

  @Test
  @Tag("B18")
  void isOverForAllSourcesAtOnce() {
    for (int i = 0; i < 5; i++) {
      fail("stranger");
    }
    turn(Duration.ofMinutes(4));
    for (int i = 0; i < 5; i++) {
      done(lockout.failed(attempt("home")));
    }

    turn(Duration.ofMinutes(1));

    for (String source : List.of("stranger", "home", "another")) {
      Attempt attempt = attempt(source);
      assertEquals(Admission.OPEN, attempt.admission(), source);
      done(lockout.release(attempt));
    }
    for (int i = 0; i < 5; i++) {
      fail("stranger");
    }
    assertEquals(Admission.KNOWN_ONLY, attempt("home").admission());
  }

  @Test
  @Tag("B18")
  void goesOnForTheOthersWhenOneSourceSucceeds() {
    fail("home");
    for (int i = 0; i < 4; i++) {
      fail("stranger");
    }

    done(lockout.succeeded(attempt("home")));

    assertEquals(Admission.KNOWN_ONLY, attempt("another").admission());
    assertEquals(FIVE_MINUTES, attempt("another").lockedFor());
  }

  @Test
  void forgivesASourceItsOwnFailuresAlone() {
    fail("home");
    fail("stranger");
    fail("stranger");
    fail("stranger");

    done(lockout.succeeded(attempt("home")));

    fail("another");
    assertEquals(Duration.ZERO, attempt("another").lockedFor());
    fail("another");
    assertTrue(attempt("another").lockedFor().isPositive());
  }

  @Test
  void countsEachKindAndTargetAlone() {
    for (int i = 0; i < 5; i++) {
      fail("x");
    }

    assertEquals(
        Admission.OPEN, done(lockout.attempt(new Count("totp", account, "x", 5))).admission());
    assertEquals(
        Admission.OPEN,
        done(lockout.attempt(new Count("password", account + "x", "x", 5))).admission());
  }

  @Test
  void evaluatesNoMoreThanTheLimitOfManyAttemptsAtOnce() {
    Count count = from("");
    Function<Boolean, List<Attempt>> many =
        right ->
            done(
                Uni.join()
                    .all(
                        IntStream.range(0, 100)
                            .mapToObj(i -> lockout.decided(count, right))
                            .toList())
                    .andFailFast());

    assertEquals(100, count(many.apply(true), Admission.OPEN));
    assertEquals(5, count(many.apply(false), Admission.OPEN));
    assertEquals(100, count(many.apply(true), Admission.LOCKED));
    turn(FIVE_MINUTES);
    assertEquals(100, count(many.apply(true), Admission.OPEN));
  }

  private Count from(String source) {
    return new Count("password", account, source, 5);
  }

  private Attempt attempt(String source) {
    return done(lockout.attempt(from(source)));
  }

  private void fail(String source) {
    done(lockout.failed(attempt(source)));
  }

  private void turn(Duration by) {
    limiting.clock.turn(by);
  }

  private static long count(List<Attempt> attempts, Admission admission) {
    return attempts.stream().filter(attempt -> attempt.admission() == admission).count();
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }

  private record Figures(Duration duration) implements LockoutConfig {}
}
