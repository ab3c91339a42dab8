package com.leadignite.webhook.source;

import static com.leadignite.webhook.source.SourcesApi.SMALLEST;
import static com.leadignite.webhook.source.SourcesApi.admin;
import static com.leadignite.webhook.source.SourcesApi.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.RowFailure;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.attack.ForeignRows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.webhook.endpoint.EndpointsApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL refuses to the service's own role, whatever SQL it is made to send. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B9")
class WebhookRowSecurityTest {

  private static final String KEY =
      "insert into delivery_key (tenant_id, source_id, kind, key, inbox_id)"
          + " values ($1, $2, 'id', sha256('a'), $3)";

  @Inject Rows rows;
  private final UUID tenant = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @BeforeEach
  void twoOrganizations() {
    assertEquals(201, post(admin(tenant).bearer(), "", SMALLEST).statusCode());
    assertEquals(201, post(admin(other).bearer(), "", SMALLEST).statusCode());
    PlatformServers.sql(
        """
        insert into webhooks.inbox (tenant_id, id, source_id, received_at, delivery_id, headers, body)
        select tenant_id, gen_random_uuid(), id, now(), 'a', '{}', ''
        from webhooks.source
        """);
    for (UUID each : new UUID[] {tenant, other}) {
      EndpointsApi.post(admin(each).bearer(), "", "{\"url\":\"https://crm.example.com/\"}");
    }
    PlatformServers.sql(
        """
        insert into webhooks.event (tenant_id, id, type, occurred_at, payload)
        select tenant_id, gen_random_uuid(), 'lead.created', now(), '{}'
        from webhooks.endpoint
        """);
    PlatformServers.sql(
        """
        insert into webhooks.delivery (tenant_id, id, event_id, endpoint_id, event_type)
        select tenant_id, gen_random_uuid(), gen_random_uuid(), id, 'lead.created'
        from webhooks.endpoint
        """);
    PlatformServers.sql(
        """
        insert into webhooks.attempt (tenant_id, id, delivery_id, endpoint_id, at, millis, outcome)
        select tenant_id, gen_random_uuid(), gen_random_uuid(), id, now(), 1, 'delivered'
        from webhooks.endpoint
        """);
  }

  @Test
  void keepsAnAdminToTheirOrganization() throws Exception {
    ForeignRows foreign = new ForeignRows("webhooks", "tenant_id", tenant);

    assertTrue(
        foreign
            .tables()
            .containsAll(
                Set.of(
                    "source",
                    "source_secret",
                    "inbox",
                    "endpoint",
                    "endpoint_secret",
                    "endpoint_health",
                    "event",
                    "delivery",
                    "attempt")),
        () -> "rows to be kept apart");
    assertEquals(List.of(), foreign.reachedBy(new Identity(tenant.toString(), user(), "admin")));
    assertEquals(
        List.of(), foreign.reachedBy(new Identity(tenant.toString(), user(), "platform_admin")));
  }

  @Test
  void showsNobodyElseAnything() throws Exception {
    ForeignRows all = new ForeignRows("webhooks", "tenant_id", new UUID(0, 0));

    assertEquals(List.of(), all.reachedBy(new Identity("", "", "")));
    assertEquals(List.of(), all.reachedBy(new Identity(tenant.toString(), user(), "agent")));
  }

  /**
   * Several organizations at once: what is for one of them only, does not know what to make of it.
   */
  @Test
  void letsAServiceForSeveralStoreForTheseAndReadNothing() throws Exception {
    Identity both = Identity.ofService(List.of(new TenantId(tenant), new TenantId(other)));

    stored(both, other);
    assertRefused("22P02", both, "select id from inbox", Tuple.tuple());
    assertRefused(
        "42501", both, KEY, Tuple.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
    Identity one = Identity.ofService(List.of(new TenantId(tenant)));
    assertRefused("42501", one, KEY, Tuple.of(other, UUID.randomUUID(), UUID.randomUUID()));
    assertEquals(
        0,
        rows.as(one)
            .query("select inbox_id from delivery_key", Tuple.tuple())
            .await()
            .indefinitely()
            .size());
    assertEquals(
        1,
        rows.as(both)
            .query("select inbox_id from delivery_key", Tuple.tuple())
            .await()
            .indefinitely()
            .size());
  }

  private void stored(Identity identity, UUID tenant) {
    rows.as(identity)
        .query(KEY, Tuple.of(tenant, UUID.randomUUID(), UUID.randomUUID()))
        .await()
        .indefinitely();
  }

  private void assertRefused(String state, Identity identity, String sql, Tuple parameters) {
    var query = rows.as(identity).query(sql, parameters);
    RowFailure failure = assertThrows(RowFailure.class, () -> query.await().indefinitely());
    assertEquals(state, failure.sqlState(), sql);
  }

  private static String user() {
    return UUID.randomUUID().toString();
  }
}
