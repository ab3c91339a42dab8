package com.leadignite.guard.limit;

import static com.leadignite.guard.limit.Limiting.await;
import static com.leadignite.guard.limit.Limiting.figures;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.RedisConnection;
import com.leadignite.guard.limit.RateLimiter.Permits;
import com.leadignite.guard.testing.Servers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final long PART = WINDOW.toMillis() / Quota.PARTS;
  private static final int PERMITS = 5;

  private final Limiting limiting =
      new Limiting(
          Servers.redis(),
          Map.of("write", figures(PERMITS, WINDOW), "address", figures(100, WINDOW)));
  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void close() throws Exception {
    limiting.close();
  }

  @Test
  void countsDownAndThenRefusesUntilTheOldestFallsOut() throws Exception {
    for (int left = PERMITS - 1; left >= 0; left--) {
      assertEquals(left, take().remaining());
    }

    Permit refused = take();

    assertFalse(refused.allowed());
    limiting.clock.turn(refused.retryAfter().minusMillis(1));
    assertFalse(take().allowed());
    limiting.clock.turn(Duration.ofMillis(1));
    assertTrue(take().allowed());
  }

  @Test
  void isAPropertyOfEveryWindowThatNoMoreThanThePermitsPass() throws Exception {
    Random random = new Random(42);
    List<Long> passed = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      limiting.clock.turn(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 6000 : 900)));
      long now = limiting.clock.millis();
      long inWindow = passed.stream().filter(at -> at > now - WINDOW.toMillis()).count();
      long nearWindow = passed.stream().filter(at -> at > now - WINDOW.toMillis() - PART).count();

      boolean allowed = take().allowed();

      if (allowed) {
        assertTrue(inWindow < PERMITS, "more than the permits passed in a window");
        passed.add(now);
      } else {
        assertTrue(nearWindow >= PERMITS, "refused although a window and a tenth had room");
        refused++;
      }
    }
    assertTrue(refused > 300 && passed.size() > 300, "the model was not exercised");
  }

  @Test
  @Tag("B12")
  void letsExactlyThePermitsPassOfManyAtOnce() throws Exception {
    List<Future<Permit>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(limiting.limiter.ask(Limit.WRITE, key));
    }

    await(Future.all(asked));

    assertEquals(PERMITS, asked.stream().filter(f -> f.result().allowed()).count());
  }

  @Test
  @Tag("B12")
  void givesThoseThatWaitTogetherWhatIsLeftAndTellsTheOthersWhen() throws Exception {
    take();
    clock(WINDOW.dividedBy(2));

    Permits some = await(takeUpTo(3));
    Permits last = await(takeUpTo(3));
    Permits none = await(takeUpTo(2));

    assertEquals(new Permits(3, null), some);
    assertEquals(1, last.allowed());
    assertEquals(0, none.allowed());
    assertEquals(last.refusal(), none.refusal());
    assertFalse(take().allowed());
    clock(Objects.requireNonNull(last.refusal()).retryAfter());
    assertEquals(1, await(takeUpTo(9)).allowed());
  }

  private Future<Permits> takeUpTo(int count) {
    return Future.fromCompletionStage(
        limiting.limiter.takeUpTo(Limit.WRITE, key, count).subscribeAsCompletionStage());
  }

  private void clock(Duration ahead) {
    limiting.clock.turn(ahead);
  }

  @Test
  void countsEachKeyAndEachLimitAlone() throws Exception {
    for (int i = 0; i < PERMITS; i++) {
      take();
    }

    assertFalse(take().allowed());
    assertTrue(await(limiting.limiter.ask(Limit.WRITE, key + "x")).allowed());
    assertTrue(await(limiting.limiter.ask(Limit.READ, key)).allowed());
  }

  @Test
  void leavesNothingBehind() throws Exception {
    take();

    try (RedisConnection redis = RedisConnection.open(Servers.redis())) {
      long left = (Long) redis.send("PTTL", "lim:write:{" + key + "}");
      assertTrue(left > WINDOW.toMillis() && left <= WINDOW.toMillis() * 13 / 10);
    }
  }

  @Test
  void sendsTheScriptAgainIfRedisLostIt() throws Exception {
    take();
    try (RedisConnection redis = RedisConnection.open(Servers.redis())) {
      redis.send("SCRIPT", "FLUSH");
    }

    assertEquals(PERMITS - 2, take().remaining());
  }

  @Test
  void refusesFiguresThatNameNoLimitOrAllowNothing() {
    Map<String, LimitConfig.Figures> unknown = Map.of("reed", figures(1, WINDOW));
    Map<String, LimitConfig.Figures> nothing = Map.of("read", figures(0, WINDOW));

    assertThrows(IllegalArgumentException.class, () -> new Quotas(() -> unknown));
    assertThrows(IllegalArgumentException.class, () -> new Quotas(() -> nothing));
  }

  @Test
  void neverLetsReplicasThatTakeInAdvanceExceedTheAddressLimit() throws Exception {
    Random random = new Random(7);
    List<AddressLimit> replicas =
        List.of(limiting.addressLimit("leads-service"), limiting.addressLimit("leads-service"));
    List<Long> passed = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < 6_000; i++) {
      limiting.clock.turn(Duration.ofMillis(random.nextInt(150)));
      long now = limiting.clock.millis();

      if (await(replicas.get(random.nextInt(2)).take(key)).allowed()) {
        passed.add(now);
      } else {
        refused++;
      }

      long inWindow = passed.stream().filter(at -> at > now - WINDOW.toMillis()).count();
      assertTrue(inWindow <= 100, "more than the permits passed in a window");
    }
    assertTrue(refused > 500 && passed.size() > 2_000, "passed " + passed.size());
  }

  @Test
  void letsExactlyTheAddressLimitPassOfManyAtOnce() throws Exception {
    AddressLimit addresses = limiting.addressLimit("leads-service");
    List<Future<Permit>> asked = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      asked.add(addresses.take(key));
    }

    await(Future.all(asked));

    assertEquals(100, asked.stream().filter(f -> f.result().allowed()).count());
  }

  @Test
  void countsAnAddressForEachServiceByItself() throws Exception {
    AddressLimit leads = limiting.addressLimit("leads-service");
    for (int i = 0; i < 200; i++) {
      await(leads.take(key));
    }
    assertFalse(await(leads.take(key)).allowed());

    Permit elsewhere = await(limiting.addressLimit("auth-service").take(key));

    assertTrue(elsewhere.allowed());
  }

  private Permit take() throws Exception {
    return await(limiting.limiter.ask(Limit.WRITE, key));
  }
}
