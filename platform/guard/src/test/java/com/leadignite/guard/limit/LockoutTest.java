package com.leadignite.guard.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.limit.Lockout.Attempt;
import com.leadignite.guard.testing.Servers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LockoutTest {

  private final Limiting limiting = new Limiting(Servers.redis(), Map.of());
  private final Lockout lockout =
      new Lockout(limiting.scripts, new Figures(5, Duration.ofMinutes(5)), limiting.clock);
  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void close() throws Exception {
    limiting.close();
  }

  @Test
  @Tag("B12")
  void evaluatesNoMoreThanTheLimitOfManyAtOnce() {
    List<Uni<Attempt>> attempts =
        IntStream.range(0, 200).mapToObj(i -> lockout.attempt("password", key)).toList();

    List<Attempt> answers = done(Uni.join().all(attempts).andFailFast());

    assertEquals(5, answers.stream().filter(Attempt::allowed).count());
  }

  @Test
  void locksForTheWholeDurationAndNoLongerHoweverOftenItIsTried() {
    for (int left = 4; left >= 0; left--) {
      assertEquals(new Attempt(true, left, Duration.ZERO), attempt());
    }

    assertEquals(new Attempt(false, 0, Duration.ofMinutes(5)), attempt());
    limiting.clock.turn(Duration.ofMinutes(5).minusMillis(1));
    assertEquals(new Attempt(false, 0, Duration.ofMillis(1)), attempt());
    limiting.clock.turn(Duration.ofMillis(1));
    assertTrue(attempt().allowed());
  }

  @Test
  void forgivesWhenAnAttemptSucceeds() {
    for (int i = 0; i < 5; i++) {
      attempt();
    }

    done(lockout.clear("password", key));

    assertEquals(4, attempt().left());
  }

  @Test
  void countsEachKindAndKeyAlone() {
    for (int i = 0; i < 6; i++) {
      attempt();
    }

    assertFalse(attempt().allowed());
    assertTrue(done(lockout.attempt("totp", key)).allowed());
    assertTrue(done(lockout.attempt("password", key + "x")).allowed());
  }

  @Test
  void tellsTheStateWithoutCounting() {
    attempt();

    assertEquals(4, done(lockout.state("password", key)).left());
    assertEquals(4, done(lockout.state("password", key)).left());
  }

  private Attempt attempt() {
    return done(lockout.attempt("password", key));
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }

  private record Figures(int failures, Duration duration) implements LockoutConfig {}
}
