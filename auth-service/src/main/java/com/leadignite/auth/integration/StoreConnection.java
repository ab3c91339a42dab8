package com.leadignite.auth.integration;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Stores what a provider gave: as a new connection, or in the one that has the name. */
@Singleton
final class StoreConnection {

  private final IntegrationStore store;
  private final CredentialSeal seal;
  private final IntegrationConfig config;
  private final AuditEvents events;
  private final Ids ids;
  private final Clock clock;

  StoreConnection(
      IntegrationStore store,
      CredentialSeal seal,
      IntegrationConfig config,
      AuditEvents events,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.seal = seal;
    this.config = config;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** Who connects what, under which name, and by which request. */
  record Connecting(
      TenantId tenant, UserId admin, Provider provider, String name, RequestInfo request) {}

  /**
   * Stores it; fails with too-many-integrations, or with integration-of-another-account if the
   * connection of that name is of one.
   */
  Uni<Integration> store(Transaction tx, Connecting who, Grant grant) {
    return store
        .lockNumber(tx, who.tenant())
        .chain(() -> store.countOthers(tx, who.tenant(), who.provider(), who.name()))
        .invoke(others -> {
          if (others >= config.perOrganization()) {
            throw AuthProblem.TOO_MANY_INTEGRATIONS.problem();
          }
        })
        .chain(() ->
            store.claim(
                tx,
                who.tenant(),
                ids.next(),
                who.provider(),
                who.name(),
                who.admin(),
                clock.instant()))
        .chain(id -> connect(tx, who, grant, id));
  }

  private Uni<Integration> connect(Transaction tx, Connecting who, Grant grant, UUID id) {
    return store
        .hold(tx, who.tenant(), id)
        .invoke(before -> before.ifPresent(existing -> refuseOther(existing, grant)))
        .chain(() -> stored(tx, who, grant, id));
  }

  /** Services know the connection by its id: another account is another connection. */
  private static void refuseOther(Integration existing, Grant grant) {
    if (existing.account() != null
        && grant.account() != null
        && !existing.account().equals(grant.account())) {
      throw AuthProblem.INTEGRATION_OF_ANOTHER_ACCOUNT.problem();
    }
  }

  private Uni<Integration> stored(Transaction tx, Connecting who, Grant grant, UUID id) {
    return store
        .connect(
            tx,
            who.tenant(),
            id,
            who.provider(),
            grant,
            seal.seal(who.tenant(), id, grant.credentials()))
        .invoke(connected -> tx.record(event(who, connected)));
  }

  /** The callback has no caller: who began the flow has done it. */
  private AuditEvent event(Connecting who, Integration connected) {
    return events
        .of("integration.connected", who.request())
        .actor("user", who.admin().toString(), null)
        .tenant(who.tenant())
        .target("integration", connected.id(), connected.name())
        .meta("provider", connected.provider())
        .meta("scopes", connected.scopes())
        .build();
  }
}
