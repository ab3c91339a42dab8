package com.leadignite.auth.integration;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Ends connections: from the commit on nobody is given their tokens; the provider is told soon. */
@Singleton
final class Disconnect {

  private final Rows rows;
  private final IntegrationStore store;
  private final Providers providers;
  private final RefreshIntegrations refresher;
  private final AuditEvents events;
  private final Clock clock;

  Disconnect(
      Rows rows,
      IntegrationStore store,
      Providers providers,
      RefreshIntegrations refresher,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.providers = providers;
    this.refresher = refresher;
    this.events = events;
    this.clock = clock;
  }

  /** Ends one of the caller's organization; fails with not-found. */
  Uni<Void> disconnect(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .transaction(tx ->
            store
                .hold(tx, caller.tenantId(), id)
                .map(found -> found.orElseThrow(Disconnect::notFound))
                .chain(integration -> disconnect(tx, caller, integration)));
  }

  private Uni<Void> disconnect(Transaction tx, Caller.Person caller, Integration integration) {
    tx.record(
        events
            .of("integration.disconnected")
            .target("integration", integration.id(), integration.name())
            .meta("provider", integration.provider())
            .build());
    tx.onCommit(() -> refresher.wake(integration.provider()));
    return store.revoke(
        tx,
        caller.tenantId(),
        integration.id(),
        canBeTold(integration.provider()),
        clock.instant());
  }

  private boolean canBeTold(String provider) {
    return providers
        .find(provider)
        .filter(
            found -> found instanceof Provider.OAuth oauth && oauth.revocationEndpoint() != null)
        .isPresent();
  }

  static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such integration.");
  }
}
