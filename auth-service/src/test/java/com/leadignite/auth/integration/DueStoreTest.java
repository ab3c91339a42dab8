package com.leadignite.auth.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.integration.DueStore.Due;
import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may call a provider, and what they may store afterwards. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class DueStoreTest {

  private static final TenantId TENANT =
      new TenantId(UUID.fromString("01900000-0000-7000-8000-000000000001"));
  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000002");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Grant GRANT =
      new Grant(new Credentials.Tokens("access", "refresh"), null, null, null, null);

  @Inject DueStore store;
  @Inject RefreshStore refreshStore;
  @Inject WatchIntegrations watch;
  @Inject Rows rows;

  /** None is due before an hour has gone by: the service's own refresher leaves them alone. */
  @BeforeEach
  void insert() {
    PlatformServers.sql(
        """
        insert into auth.organizations (tenant_id, name, created_at, updated_at)
        values ('%s', 'Example', now(), now())
        """
            .formatted(TENANT));
    insert(ID, "acme", "now() + interval '1 hour'");
  }

  private static void insert(UUID id, String name, String dueAt) {
    PlatformServers.sql(
        """
        insert into auth.integrations
          (tenant_id, id, provider, kind, name, connected_by, created_at, connected_at,
           sealed_credentials, due_at)
        values ('%s', '%s', 'acme', 'oauth2', '%s', gen_random_uuid(), now(), now(), '\\x01', %s)
        """
            .formatted(TENANT, id, name, dueAt));
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }

  private Due taken() {
    return done(store.takeNow(TENANT, ID, LEASE, Instant.now())).orElseThrow();
  }

  private boolean refreshed(Due due) {
    return done(
        rows.asService()
            .transaction(tx ->
                refreshStore.refreshed(tx, due, "client", GRANT, new byte[] {2}, Instant.now())));
  }

  @Test
  void oneReplicaAtATimeHasIt() {
    assertEquals(1, taken().attempts());

    assertEquals(Optional.empty(), done(store.takeNow(TENANT, ID, LEASE, Instant.now())));
    PlatformServers.sql("update auth.integrations set leased_until = now(), due_at = now()");
    assertEquals(2, taken().attempts());
  }

  /** Of services that found one token expired, all but the first come late. */
  @Test
  void whatWasJustRefreshedIsNotTakenAgain() {
    PlatformServers.sql("update auth.integrations set expires_at = now() + interval '1 hour'");

    assertEquals(Optional.empty(), done(store.takeNow(TENANT, ID, LEASE, Instant.now())));
  }

  @Test
  void storesWhatTheProviderGaveAlthoughTheStoredBytesWereSealedAgain() {
    Due due = taken();
    PlatformServers.sql("update auth.integrations set sealed_credentials = '\\x03'");

    assertTrue(refreshed(due));

    assertEquals(
        "02", Stored.text("select encode(sealed_credentials, 'hex') from auth.integrations"));
  }

  @Test
  void storesNothingOverWhatWasConnectedOrRevokedMeanwhile() {
    for (String change : List.of("leased_until = null", "revoked_at = now()")) {
      PlatformServers.sql(
          "update auth.integrations set attempts = 0, leased_until = null, revoked_at = null");
      Due due = taken();
      PlatformServers.sql("update auth.integrations set " + change);

      assertFalse(refreshed(due), change);
    }
    assertEquals(
        "01", Stored.text("select encode(sealed_credentials, 'hex') from auth.integrations"));
  }

  @Test
  void whoseLeaseIsOverChangesNothingOfTheNext() {
    Due late = taken();
    PlatformServers.sql("update auth.integrations set leased_until = now(), due_at = now()");
    Due next = taken();

    done(
        rows.asService()
            .transaction(
                tx -> refreshStore.failed(tx, late, Reason.GRANT_ENDED, null, Instant.now())));
    assertFalse(refreshed(late));

    assertEquals("connected", Stored.text("select status from auth.integrations"));
    assertTrue(refreshed(next));
  }

  /** With the statistics of an empty table, as PostgreSQL has them of a queue. */
  @Test
  @Tag("B44")
  void takesItsBatchAndNoMore() {
    PlatformServers.sql("delete from auth.integrations");
    PlatformServers.sql("analyze auth.integrations");
    PlatformServers.sql(
        """
        insert into auth.integrations
          (tenant_id, id, provider, kind, name, connected_by, created_at, connected_at, due_at,
           leased_until)
        select '%s', gen_random_uuid(), 'gone', 'oauth2', 'n' || n, gen_random_uuid(), now(), now(),
          now() - interval '1 minute', null
        from generate_series(1, 2000) n
        """
            .formatted(TENANT));

    assertEquals(List.of(), done(store.take("other", 10, LEASE)));
    assertEquals(List.of(), done(store.takeOthers(List.of("gone"), 10, LEASE)));
    assertEquals(10, done(store.takeOthers(List.of("other"), 10, LEASE)).size());
    List<UUID> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Due> batch = done(store.take("gone", 10, LEASE));
      assertEquals(10, batch.size());
      batch.forEach(due -> taken.add(due.id()));
    }

    assertEquals(30, taken.stream().distinct().count());
  }

  @Test
  void forgetsFlowsThatNobodyFinished() {
    PlatformServers.sql(
        """
        begin;
        set local session_replication_role = replica;
        insert into auth.integration_flows
          (tenant_id, id, user_id, session_id, provider, name, return_to, expires_at)
        select '%s', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'acme', 'acme',
          'https://app.example.com', now() + n * interval '1 minute'
        from generate_series(-1, 1, 2) n;
        commit;
        """
            .formatted(TENANT));

    done(watch.watch());

    assertEquals(1, Stored.count("auth.integration_flows"));
  }
}
