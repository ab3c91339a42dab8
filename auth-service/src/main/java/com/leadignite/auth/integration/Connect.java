package com.leadignite.auth.integration;

import com.leadignite.auth.integration.BrowserBinding.Shown;
import com.leadignite.auth.integration.FlowStore.Flow;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.redirect.Redirects;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins to connect providers by a grant at the provider (RFC 6749, section 4.1). */
@Singleton
final class Connect {

  private final Providers providers;
  private final FlowStore flows;
  private final BrowserBinding browser;
  private final Redirects redirects;
  private final IssuerConfig issuer;
  private final IntegrationConfig config;
  private final Ids ids;
  private final Clock clock;

  Connect(
      Providers providers,
      FlowStore flows,
      BrowserBinding browser,
      Redirects redirects,
      IssuerConfig issuer,
      IntegrationConfig config,
      Ids ids,
      Clock clock) {
    this.providers = providers;
    this.flows = flows;
    this.browser = browser;
    this.redirects = redirects;
    this.issuer = issuer;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Where a provider sends browsers back to: what is registered with it.
   *
   * @param callback the provider's own segment; null for the address that all had before
   */
  static String redirectUri(IssuerConfig issuer, @Nullable String callback) {
    String all = issuer.issuer() + "/integrations/callback";
    return callback == null ? all : all + "/" + callback;
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
            provider.callback(),
            wanted.nameOr(provider.name()),
            redirects.target(wanted.returnTo()));
    Instant expiresAt = clock.instant().plus(config.connectWithin());
    URI authorization = authorization(provider, browser.bind(flow.id()));
    return flows.insert(flow, expiresAt).replaceWith(new ConnectionStart(authorization, expiresAt));
  }

  private URI authorization(Provider.OAuth provider, Shown shown) {
    Map<String, String> query = new LinkedHashMap<>(provider.authorizationParameters());
    query.put("response_type", "code");
    query.put("client_id", provider.clientId());
    query.put("redirect_uri", redirectUri(issuer, provider.callback()));
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
}
