package com.leadignite.auth.integration;

import com.leadignite.auth.integration.StoreConnection.Connecting;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;

/** Connects providers by an API key, which is tried before it is stored. */
@Singleton
final class ConnectByKey {

  private final Rows rows;
  private final Providers providers;
  private final CallProvider call;
  private final StoreConnection storeConnection;
  private final FlowStore flows;
  private final CurrentRequest request;
  private final Clock clock;

  ConnectByKey(
      Rows rows,
      Providers providers,
      CallProvider call,
      StoreConnection storeConnection,
      FlowStore flows,
      CurrentRequest request,
      Clock clock) {
    this.rows = rows;
    this.providers = providers;
    this.call = call;
    this.storeConnection = storeConnection;
    this.flows = flows;
    this.request = request;
    this.clock = clock;
  }

  /**
   * Connects. Fails with provider-disabled, integration-key-refused or too-many-integrations, and
   * with unavailable if the provider does not answer.
   */
  Uni<Integration> connect(Caller.Person caller, NewKeyConnection wanted) {
    Provider.ApiKey provider = providers.apiKey(wanted.provider());
    Connecting who =
        new Connecting(
            caller.tenantId(),
            caller.userId(),
            provider,
            wanted.nameOr(provider.name()),
            request.info().orElseThrow());
    return tried(provider, wanted.apiKey())
        .chain(() ->
            rows.asService()
                .transaction(tx ->
                    requireAdmin(tx, caller)
                        .chain(
                            () -> storeConnection.store(tx, who, Grant.ofKey(wanted.apiKey())))));
  }

  /** They may have been demoted while the provider was asked (B41). */
  private Uni<Void> requireAdmin(Transaction tx, Caller.Person caller) {
    return flows.requireAdmin(
        tx, caller.tenantId(), caller.userId(), caller.sessionId(), clock.instant());
  }

  private Uni<Void> tried(Provider.ApiKey provider, String key) {
    URI check = provider.check();
    if (check == null) {
      return Uni.createFrom().voidItem();
    }
    return call.accepts(provider, check, new Credentials.Key(key))
        .onFailure(ProviderFailure.class)
        .transform(e ->
            new Problem(CommonProblem.UNAVAILABLE, "The provider does not answer.", e)
                .header("Retry-After", "30"))
        .invoke(accepted -> {
          if (!accepted) {
            throw AuthProblem.INTEGRATION_KEY_REFUSED.problem();
          }
        })
        .replaceWithVoid();
  }
}
