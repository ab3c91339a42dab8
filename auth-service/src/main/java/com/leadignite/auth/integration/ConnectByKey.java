package com.leadignite.auth.integration;

import com.leadignite.auth.integration.StoreConnection.Connecting;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.StepUp;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;

/** Connects providers by an API key, which is tried before it is stored. */
@Singleton
final class ConnectByKey {

  private final Rows rows;
  private final Providers providers;
  private final CallProvider call;
  private final StoreConnection storeConnection;
  private final StepUp stepUp;

  ConnectByKey(
      Rows rows,
      Providers providers,
      CallProvider call,
      StoreConnection storeConnection,
      StepUp stepUp) {
    this.rows = rows;
    this.providers = providers;
    this.call = call;
    this.storeConnection = storeConnection;
    this.stepUp = stepUp;
  }

  /**
   * Connects. Fails with provider-disabled, integration-key-refused or too-many-integrations, and
   * with unavailable if the provider does not answer.
   */
  Uni<Integration> connect(Caller.Person caller, NewKeyConnection wanted) {
    Provider.ApiKey provider = providers.apiKey(wanted.provider());
    Connecting who =
        new Connecting(
            caller.tenantId(), caller.userId(), provider, wanted.nameOr(provider.name()));
    return tried(provider, wanted.apiKey())
        .chain(() ->
            rows.asService()
                .transaction(tx ->
                    stepUp
                        .hold(tx, caller)
                        .chain(
                            () -> storeConnection.store(tx, who, Grant.ofKey(wanted.apiKey())))));
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
