package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.limit.RedisUnavailable;
import com.leadignite.guard.member.Membership;
import com.leadignite.guard.member.Standing;
import com.leadignite.guard.problem.Problem;
import com.leadignite.testkit.time.MutableClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B41")
final class SecretAuthorsTest {

  private static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final UUID ANN = new UUID(0, 2);
  private static final UUID BOB = new UUID(0, 3);
  private static final Duration BELIEVED = Duration.ofSeconds(30);

  private final MutableClock clock = MutableClock.stopped();
  private final Map<UUID, Role> roles = new HashMap<>(Map.of(ANN, Role.ADMIN, BOB, Role.MANAGER));
  private final SecretAuthors authors = new SecretAuthors(this::ask, this::since, BELIEVED, clock);
  private final Set<UUID> suspended = new HashSet<>();
  private final Map<UUID, Instant> taken = new HashMap<>();
  private boolean withoutRedis;
  private int questions;
  private boolean away;

  @Test
  void knowsWhoMayMakeSources() {
    assertEquals(Set.of(ANN), whoMay(ANN, BOB, new UUID(0, 4)));

    roles.put(BOB, Role.PLATFORM_ADMIN);
    clock.turn(BELIEVED);
    assertEquals(Set.of(ANN, BOB), whoMay(ANN, BOB));
  }

  @Test
  void believesAnAnswerForAWhileWhateverItIs() {
    whoMay(ANN, BOB);
    roles.clear();

    clock.turn(BELIEVED.minusMillis(1));
    assertEquals(Set.of(ANN), whoMay(ANN, BOB));
    assertEquals(2, questions);

    clock.turn(Duration.ofMillis(1));
    assertEquals(Set.of(), whoMay(ANN, BOB));
  }

  @Test
  void makesDoWithAnOlderAnswerWhileNoneComesButNotForEver() {
    whoMay(ANN, BOB);
    away = true;

    clock.turn(Duration.ofMinutes(15).minusMillis(1));
    assertEquals(Set.of(ANN), whoMay(ANN, BOB));

    clock.turn(Duration.ofMillis(1));
    assertEquals(503, refused(ANN));
    assertEquals(503, refused(BOB));
  }

  @Test
  void refusesIfNothingIsKnown() {
    away = true;

    assertEquals(503, refused(ANN));
  }

  @Test
  void asksAgainAtOnceIfSomethingWasTakenSince() {
    whoMay(ANN);
    clock.turn(Duration.ofMillis(1));
    roles.clear();
    taken.put(ANN, clock.instant());

    clock.turn(Duration.ofMillis(1));
    assertEquals(Set.of(), whoMay(ANN));
    assertEquals(Set.of(), whoMay(ANN));
    assertEquals(2, questions);
  }

  /** An answer from before is worth nothing then, however young it is. */
  @Test
  void doesNotMakeDoWithAnAnswerFromBefore() {
    whoMay(ANN);
    taken.put(ANN, clock.instant());
    away = true;

    assertEquals(503, refused(ANN));
  }

  @Test
  void usesAnAnswerForAsLongAsEverWhileRedisIsUnavailable() {
    whoMay(ANN);
    taken.put(ANN, clock.instant());
    withoutRedis = true;

    assertEquals(Set.of(ANN), whoMay(ANN));
    clock.turn(BELIEVED);
    roles.clear();
    assertEquals(Set.of(), whoMay(ANN));
  }

  @Test
  void asksSendersToRetryWhileTheOrganizationIsSuspended() {
    roles.remove(ANN);
    suspended.add(ANN);

    Problem problem = assertThrows(Problem.class, () -> whoMay(ANN));

    assertEquals(503, problem.type().status());
    assertEquals("300", problem.headers().get("Retry-After"));
    assertEquals("the organization is suspended", problem.refusal());
    suspended.clear();
    roles.put(ANN, Role.ADMIN);
    clock.turn(BELIEVED);
    assertEquals(Set.of(ANN), whoMay(ANN));
  }

  private int refused(UUID who) {
    return assertThrows(Problem.class, () -> whoMay(who)).type().status();
  }

  private Set<UUID> whoMay(UUID... who) {
    return authors.whoMay(TENANT, Set.of(who)).await().atMost(Duration.ofMinutes(1));
  }

  private Uni<Standing> ask(TenantId tenant, UUID user) {
    questions++;
    return away
        ? Uni.createFrom().failure(RateLimiter.unavailable(new IllegalStateException("away")))
        : Uni.createFrom()
            .item(
                new Standing(
                    Optional.ofNullable(roles.get(user)).map(role -> new Membership(role, null)),
                    suspended.contains(user),
                    clock.instant()));
  }

  private Uni<Boolean> since(TenantId tenant, UUID user, Instant readAt) {
    if (withoutRedis) {
      return Uni.createFrom().failure(new RedisUnavailable("away", null));
    }
    Instant last = taken.get(user);
    return Uni.createFrom().item(last != null && !last.isBefore(readAt));
  }
}
