package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.StepUp;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Registers clients. */
@Singleton
final class RegisterClient {

  private final Rows rows;
  private final ClientStore store;
  private final OAuthSettings settings;
  private final StepUp stepUp;
  private final AuditEvents events;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;

  RegisterClient(
      Rows rows,
      ClientStore store,
      OAuthSettings settings,
      StepUp stepUp,
      AuditEvents events,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.settings = settings;
    this.stepUp = stepUp;
    this.events = events;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** Registers one. Fails with validation-failed, too-many-oauth-clients or session-not-found. */
  Uni<IssuedClient> register(Caller.Person caller, NewClient wanted) {
    AuthMethod method = wanted.method();
    ClientPolicy.check(method, wanted.grantTypes());
    ClientPolicy.checkScopes(caller, wanted.scopes());
    ClientPolicy.checkRedirects(method, wanted.grantTypes(), wanted.redirectUris());
    ClientPolicy.checkKeys(method, wanted.jwks(), wanted.jwksUri());
    ClientSecret secret = method.hasSecret() ? ClientSecret.make(random) : null;
    Client client =
        new Client(
            ids.next(),
            caller.userId(),
            wanted.name(),
            method,
            wanted.grantTypes(),
            wanted.redirectUris(),
            wanted.scopes().stream().distinct().toList(),
            wanted.dpopBound(),
            wanted.jwks(),
            wanted.jwksUri(),
            secret == null ? null : secret.hint(),
            clock.instant(),
            null,
            null,
            null);
    return rows.asService()
        .transaction(tx ->
            stepUp
                .hold(tx, caller)
                .chain(() -> store.count(tx, caller.tenantId()))
                .invoke(registered -> {
                  if (registered >= settings.perOrganization()) {
                    throw AuthProblem.TOO_MANY_OAUTH_CLIENTS.problem();
                  }
                })
                .chain(() -> store.insert(tx, caller, client, secret))
                .invoke(() -> record(tx, client)))
        .replaceWith(new IssuedClient(secret == null ? null : secret.value(), client));
  }

  private void record(Transaction tx, Client client) {
    tx.record(
        events
            .of("oauth.client.registered")
            .target("client", client.clientId(), client.name())
            .meta("scopes", Scope.names(client.scopes().stream()).toList())
            .meta("redirect_uris", client.redirectUris())
            .meta("grant_types", client.grantTypes().stream().map(GrantType::wireName).toList())
            .meta("dpop_bound_access_tokens", client.dpopBound())
            .meta("token_endpoint_auth_method", client.authMethod().wireName())
            .build());
  }
}
