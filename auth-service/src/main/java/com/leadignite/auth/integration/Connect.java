package com.leadignite.auth.integration;

import com.leadignite.auth.integration.BrowserBinding.Bound;
import com.leadignite.auth.integration.BrowserBinding.Shown;
import com.leadignite.auth.integration.FlowStore.Flow;
import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.auth.integration.StoreConnection.Connecting;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.redirect.Redirects;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Connects providers by a grant at the provider (RFC 6749, section 4.1). */
@Singleton
final class Connect {

  private static final Logger LOG = Logger.getLogger(Connect.class);

  private final Rows rows;
  private final Providers providers;
  private final CallProvider call;
  private final FlowStore flows;
  private final BrowserBinding browser;
  private final StoreConnection storeConnection;
  private final GrantTerms terms;
  private final Redirects redirects;
  private final IssuerConfig issuer;
  private final IntegrationConfig config;
  private final Ids ids;
  private final Clock clock;

  Connect(
      Rows rows,
      Providers providers,
      CallProvider call,
      FlowStore flows,
      BrowserBinding browser,
      StoreConnection storeConnection,
      GrantTerms terms,
      Redirects redirects,
      IssuerConfig issuer,
      IntegrationConfig config,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.providers = providers;
    this.call = call;
    this.flows = flows;
    this.browser = browser;
    this.storeConnection = storeConnection;
    this.terms = terms;
    this.redirects = redirects;
    this.issuer = issuer;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** How it ended, for the page that the browser returns to. */
  record Ended(String returnTo, Map<String, String> parameters) {}

  /** Where providers send browsers back to: what is registered with them. */
  private String redirectUri() {
    return issuer.issuer() + "/integrations/callback";
  }

  /** Begins; fails with provider-disabled. */
  Uni<ConnectionStart> begin(Caller.Person caller, NewConnection wanted) {
    Provider.OAuth provider = providers.oauth(wanted.provider());
    Flow flow =
        new Flow(
            caller.tenantId(),
            ids.next(),
            caller.userId(),
            caller.sessionId(),
            provider.name(),
            wanted.nameOr(provider.name()),
            redirects.target(wanted.returnTo()));
    Instant expiresAt = clock.instant().plus(config.connectWithin());
    URI authorization = authorization(provider, browser.bind(flow.id()));
    return flows
        .deleteExpired(clock.instant())
        .chain(() -> flows.insert(flow, expiresAt))
        .replaceWith(new ConnectionStart(authorization, expiresAt));
  }

  private URI authorization(Provider.OAuth provider, Shown shown) {
    Map<String, String> query = new LinkedHashMap<>(provider.authorizationParameters());
    query.put("response_type", "code");
    query.put("client_id", provider.clientId());
    query.put("redirect_uri", redirectUri());
    if (!provider.scopes().isEmpty()) {
      query.put("scope", String.join(" ", provider.scopes()));
    }
    query.put("state", shown.state());
    if (provider.pkce()) {
      query.put("code_challenge", CodeChallenge.ofVerifier(shown.verifier()).value());
      query.put("code_challenge_method", "S256");
    }
    String endpoint = provider.authorizationEndpoint().toString();
    return URI.create(
        endpoint + (endpoint.indexOf('?') < 0 ? "?" : "&") + CallProvider.encoded(query));
  }

  /**
   * Finishes what the provider answered through the browser, once. Fails with
   * integration-state-invalid if this browser did not begin it, or it is over.
   */
  Uni<Ended> finish(Callback answer) {
    Optional<Bound> bound = Optional.ofNullable(answer.state()).flatMap(browser::flow);
    return bound
        .map(flow -> flows.use(flow.id(), clock.instant()))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(found -> found.orElseThrow(AuthProblem.INTEGRATION_STATE_INVALID::problem))
        .chain(flow -> finish(flow, bound.orElseThrow().verifier(), answer));
  }

  private Uni<Ended> finish(Flow flow, String verifier, Callback answer) {
    return Uni.createFrom()
        .deferred(() -> grant(flow, verifier, answer))
        .map(connected -> ended(flow, "integration", connected.id().toString()))
        .onFailure(ProviderFailure.class)
        .recoverWithItem(e -> failed(flow, e.reason().wireName()))
        .onFailure(e -> e instanceof Problem problem && problem.type() instanceof AuthProblem)
        .recoverWithItem(e -> failed(flow, ((Problem) e).type().slug().replace('-', '_')));
  }

  private Uni<Integration> grant(Flow flow, String verifier, Callback answer) {
    Provider.OAuth provider = providers.oauth(flow.provider());
    String code = answer.code();
    if (code == null || !isFrom(provider, answer.issuer())) {
      throw new ProviderFailure(Reason.PROVIDER_REFUSED);
    }
    return rows.asService()
        .transaction(tx -> requireAdmin(tx, flow))
        .chain(
            () -> call.exchange(provider, code, redirectUri(), provider.pkce() ? verifier : null))
        .chain(given -> store(flow, provider, terms.of(withScopes(given, provider), null)));
  }

  private static boolean isFrom(Provider.OAuth provider, @Nullable String issuer) {
    return provider.issuer() == null || provider.issuer().equals(issuer);
  }

  /** A provider that does not say what it granted, granted what was asked for. */
  private static ProviderAnswer withScopes(ProviderAnswer given, Provider.OAuth provider) {
    return given.scopes() == null ? given.withScopes(provider.scopes()) : given;
  }

  /** Once more, with what is stored: they may have been demoted while the provider was asked. */
  private Uni<Integration> store(Flow flow, Provider.OAuth provider, Grant grant) {
    return rows.asService()
        .transaction(tx ->
            requireAdmin(tx, flow)
                .chain(() ->
                    storeConnection.store(
                        tx,
                        new Connecting(flow.tenant(), flow.admin(), provider, flow.name()),
                        grant)));
  }

  private Uni<Void> requireAdmin(Transaction tx, Flow flow) {
    return flows
        .mayConnect(tx, flow.tenant(), flow.admin(), flow.session(), clock.instant())
        .invoke(may -> {
          if (!may) {
            throw AuthProblem.SESSION_NOT_FOUND.problem();
          }
        })
        .replaceWithVoid();
  }

  private static Ended ended(Flow flow, String parameter, String value) {
    return new Ended(flow.returnTo(), Map.of(parameter, value));
  }

  private static Ended failed(Flow flow, String reason) {
    LOG.warnf("an integration was not connected provider=%s reason=%s", flow.provider(), reason);
    return ended(flow, "integration_error", reason);
  }
}
