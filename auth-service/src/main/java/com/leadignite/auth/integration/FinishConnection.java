package com.leadignite.auth.integration;

import com.leadignite.auth.integration.BrowserBinding.Bound;
import com.leadignite.auth.integration.FlowStore.Flow;
import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.auth.integration.StoreConnection.Connecting;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finishes what {@link Connect} began, once the provider has sent the browser back. From the
 * exchange of the code on it runs to its end even if the browser hangs up: the code is used, and
 * the tokens would be lost.
 */
@Singleton
final class FinishConnection {

  private static final Logger LOG = Logger.getLogger(FinishConnection.class);

  private final Rows rows;
  private final Providers providers;
  private final CallProvider call;
  private final FlowStore flows;
  private final BrowserBinding browser;
  private final StoreConnection storeConnection;
  private final GrantTerms terms;
  private final Detached detached;
  private final CurrentRequest request;
  private final IssuerConfig issuer;
  private final Clock clock;

  FinishConnection(
      Rows rows,
      Providers providers,
      CallProvider call,
      FlowStore flows,
      BrowserBinding browser,
      StoreConnection storeConnection,
      GrantTerms terms,
      Detached detached,
      CurrentRequest request,
      IssuerConfig issuer,
      Clock clock) {
    this.rows = rows;
    this.providers = providers;
    this.call = call;
    this.flows = flows;
    this.browser = browser;
    this.storeConnection = storeConnection;
    this.terms = terms;
    this.detached = detached;
    this.request = request;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** How it ended, for the page that the browser returns to. */
  record Ended(String returnTo, Map<String, String> parameters) {}

  /**
   * Finishes what the provider answered through the browser, once. Fails with
   * integration-state-invalid if this browser did not begin it, or it is over.
   */
  Uni<Ended> finish(Callback answer) {
    RequestInfo asked = request.info().orElseThrow();
    Optional<Bound> bound = Optional.ofNullable(answer.state()).flatMap(browser::flow);
    return bound
        .map(flow -> flows.use(flow.id(), clock.instant()))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(found -> found.orElseThrow(AuthProblem.INTEGRATION_STATE_INVALID::problem))
        .chain(flow -> finish(flow, bound.orElseThrow().verifier(), answer, asked));
  }

  private Uni<Ended> finish(Flow flow, String verifier, Callback answer, RequestInfo asked) {
    return detached
        .run(() -> grant(flow, verifier, answer, asked))
        .map(connected -> ended(flow, "integration", connected.id().toString()))
        .onFailure(ProviderFailure.class)
        .recoverWithItem(e -> failed(flow, e.reason().wireName()))
        .onFailure(e -> e instanceof Problem problem && problem.type() instanceof AuthProblem)
        .recoverWithItem(e -> failed(flow, ((Problem) e).type().slug().replace('-', '_')));
  }

  private Uni<Integration> grant(Flow flow, String verifier, Callback answer, RequestInfo asked) {
    Provider.OAuth provider = providers.oauth(flow.provider());
    String code = answer.code();
    if (code == null || !isFrom(provider, flow, answer)) {
      throw new ProviderFailure(Reason.PROVIDER_REFUSED);
    }
    Connecting who = new Connecting(flow.tenant(), flow.admin(), provider, flow.name(), asked);
    return rows.asService()
        .transaction(tx -> requireAdmin(tx, flow))
        .chain(() ->
            call.exchange(
                provider,
                code,
                Connect.redirectUri(issuer, flow.callback()),
                provider.pkce() ? verifier : null))
        .chain(given -> store(flow, who, terms.of(withScopes(given, provider), null)));
  }

  /**
   * Another provider, which has its own address, may have made the code (mix-up, RFC 9700, section
   * 4.4): it would be sent to the wrong token endpoint.
   */
  private static boolean isFrom(Provider.OAuth provider, Flow flow, Callback answer) {
    return Objects.equals(flow.callback(), answer.path())
        && (provider.issuer() == null || provider.issuer().equals(answer.issuer()));
  }

  /** A provider that does not say what it granted, granted what was asked for. */
  private static ProviderAnswer withScopes(ProviderAnswer given, Provider.OAuth provider) {
    return given.scopes() == null ? given.withScopes(provider.scopes()) : given;
  }

  /** Once more, with what is stored: they may have been demoted while the provider was asked. */
  private Uni<Integration> store(Flow flow, Connecting who, Grant grant) {
    return rows.asService()
        .transaction(
            tx -> requireAdmin(tx, flow).chain(() -> storeConnection.store(tx, who, grant)));
  }

  private Uni<Void> requireAdmin(Transaction tx, Flow flow) {
    return flows.requireAdmin(tx, flow.tenant(), flow.admin(), flow.session(), clock.instant());
  }

  private static Ended ended(Flow flow, String parameter, String value) {
    return new Ended(flow.returnTo(), Map.of(parameter, value));
  }

  private static Ended failed(Flow flow, String reason) {
    LOG.warnf("an integration was not connected provider=%s reason=%s", flow.provider(), reason);
    return ended(flow, "integration_error", reason);
  }
}
