package com.leadignite.guard.limit;

import static com.leadignite.guard.limit.Limiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.Durability;
import com.leadignite.embedded.RedisServer;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.testing.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What limits do while Redis is away, and that they need nobody's help when it is back. */
class RedisDownTest {

  private static final Map<String, LimitConfig.Figures> FIGURES =
      Map.of("read", Limiting.figures(3, Duration.ofMinutes(1)));

  private final Path folder = Servers.newFolder();
  private RedisServer redis;
  private Limiting limiting;

  @BeforeEach
  void start() {
    redis = RedisServer.start(folder, 0, Durability.THROWN_AWAY);
    limiting = new Limiting(redis.address(), FIGURES);
  }

  @AfterEach
  void stop() throws Exception {
    limiting.close();
    redis.close();
  }

  @Test
  void refusesOrCountsLocallyAsTheLimitDeclares() throws Exception {
    assertTrue(take(Limit.WRITE).allowed());
    kill();

    Problem refused = refusal(Limit.WRITE);

    assertEquals(CommonProblem.UNAVAILABLE, refused.type());
    assertEquals("2", refused.headers().get("Retry-After"));
    for (int left = 2; left >= 0; left--) {
      assertEquals(left, take(Limit.READ).remaining());
    }
    assertFalse(take(Limit.READ).allowed());
    limiting.clock.turn(Duration.ofSeconds(40));
    var permits = limiting.limiter.takeUpTo(Limit.READ, "somebody", 5).await().indefinitely();
    assertEquals(2, permits.allowed());
    limiting.clock.turn(Duration.ofSeconds(20));
    assertTrue(take(Limit.READ).allowed(), "a local bucket fills again");
  }

  @Test
  void costsNextToNothingOnceItIsKnown() throws Exception {
    kill();
    refusal(Limit.WRITE);

    long begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      take(Limit.ADDRESS);
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;

    assertTrue(millis < 60_000, () -> "a thousand took " + millis + " ms");
  }

  @Test
  void comesBackByItself() throws Exception {
    take(Limit.WRITE);
    int port = redis.address().port();
    kill();
    refusal(Limit.WRITE);

    redis = RedisServer.start(folder, port, Durability.THROWN_AWAY);

    assertTrue(takeWithin(Duration.ofMinutes(1)).allowed());
  }

  @Test
  void takesSilenceForDown() throws Exception {
    Duration patience = Duration.ofSeconds(1);
    limiting.close();
    limiting = new Limiting(redis.address(), FIGURES, patience);
    takeWithin(Duration.ofMinutes(1));
    signal("STOP");

    refusal(Limit.WRITE);
    long begin = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      refusal(Limit.WRITE);
    }
    Duration next = Duration.ofNanos(System.nanoTime() - begin);

    signal("CONT");
    assertTrue(
        next.compareTo(patience.multipliedBy(10)) < 0,
        () -> "silence was waited for again, 20 times in " + next);
    assertTrue(takeWithin(Duration.ofMinutes(1)).allowed());
  }

  private Permit take(Limit limit) throws Exception {
    return await(limiting.limiter.ask(limit, "somebody"));
  }

  private Problem refusal(Limit limit) {
    ExecutionException thrown = assertThrows(ExecutionException.class, () -> take(limit));
    return assertInstanceOf(Problem.class, thrown.getCause());
  }

  private Permit takeWithin(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      try {
        return take(Limit.WRITE);
      } catch (ExecutionException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  private void kill() throws Exception {
    redis.process().destroyForcibly();
    redis.process().onExit().get();
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + redis.process().pid()).start();
    assertEquals(0, kill.waitFor());
  }
}
