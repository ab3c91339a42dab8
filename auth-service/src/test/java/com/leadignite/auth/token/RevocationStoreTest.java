package com.leadignite.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.MutableClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B25")
class RevocationStoreTest {

  @Inject RevocationStore store;
  @Inject RevokeTokens revokeTokens;
  @Inject Rows rows;
  @Inject Ids ids;
  @Inject MutableClock clock;

  @AfterEach
  void reset() {
    clock.reset();
  }

  @Test
  void takesTheTimeOfPostgreSqlInWholeMilliseconds() {
    clock.turn(Duration.ofHours(3));

    Instant now = await(rows.asService().transaction(store::now));

    assertEquals(now.truncatedTo(ChronoUnit.MILLIS), now);
    Instant postgres =
        Instant.ofEpochMilli(
            Long.parseLong(Stored.text("select (extract(epoch from now()) * 1000)::bigint")));
    assertTrue(
        Duration.between(now, postgres).abs().compareTo(Duration.ofHours(1)) < 0,
        () -> now + " and " + postgres);
  }

  @Test
  void readsWhatWasStored() {
    Revocation session = revocation(new SessionId(ids.next()), false);
    Revocation organization = revocation(null, true);

    await(rows.asService().transaction(tx -> store.insert(tx, List.of(session, organization))));

    assertEquals(Set.of(session, organization), Set.copyOf(await(store.inForce())));
  }

  @Test
  void remembersWhatWasPublished() {
    Revocation first = revocation(null, false);
    Revocation second = revocation(null, false);
    await(rows.asService().transaction(tx -> store.insert(tx, List.of(first, second))));

    await(store.markPublished(List.of(first)));

    assertEquals(
        1,
        Stored.count(
            "auth.revocations where published_at is not null and id = '" + first.id() + "'"));
    assertEquals(Set.of(first, second), Set.copyOf(await(store.inForce())));
  }

  @Test
  void keepsARevocationLongerThanAnyTokenThatItAppliesTo() {
    Revocation now = revocation(null, false);
    await(rows.asService().transaction(tx -> store.insert(tx, List.of(now))));
    age("31 minutes");
    await(store.deleteExpired());
    assertEquals(1, Stored.count("auth.revocations"));

    age("2 minutes");

    assertEquals(List.of(), await(store.inForce()));
    await(store.deleteExpired());
    assertEquals(0, Stored.count("auth.revocations"));
  }

  @Test
  void storesNothingForNoSession() {
    List<Revocation> none =
        await(
            rows.asService()
                .transaction(tx ->
                    revokeTokens.ofSessions(
                        tx, new TenantId(ids.next()), new UserId(ids.next()), List.of())));

    assertEquals(List.of(), none);
    assertEquals(0, Stored.count("auth.revocations"));
  }

  private Revocation revocation(@Nullable SessionId session, boolean inTenantOnly) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Revocation(
        ids.next(), new TenantId(ids.next()), new UserId(ids.next()), session, inTenantOnly, now);
  }

  private static void age(String by) {
    PlatformServers.sql(
        "update auth.revocations set expires_at = expires_at - interval '" + by + "'");
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }
}
