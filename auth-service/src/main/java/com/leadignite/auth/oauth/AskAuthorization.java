package com.leadignite.auth.oauth;

import static com.leadignite.auth.oauth.PushAuthorization.HANDLE_PREFIX;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes authorization requests. Of one whose client or redirect target is wrong nobody is sent
 * anywhere: the answer is ours. Every other fault is the client's to be told, at its target, by the
 * page that asks: not before a person of its organization has signed in, or whoever registers a
 * client could send anybody to its address in our name (RFC 9700, section 4.11.2).
 */
@Singleton
final class AskAuthorization {

  private final KnownClientStore clients;
  private final RequestStore requests;
  private final InvalidSecrets invalidSecrets;
  private final OAuthSettings settings;
  private final SecureRandom random;
  private final Clock clock;
  private final String ownPage;

  AskAuthorization(
      KnownClientStore clients,
      RequestStore requests,
      InvalidSecrets invalidSecrets,
      OAuthSettings settings,
      SecureRandom random,
      Clock clock,
      IssuerConfig config) {
    this.clients = clients;
    this.requests = requests;
    this.invalidSecrets = invalidSecrets;
    this.settings = settings;
    this.random = random;
    this.clock = clock;
    this.ownPage = config.issuer() + ConsentPage.PATH;
  }

  /**
   * Where the person is sent: to the page that asks them. Fails with oauth-client-not-found or
   * redirect-uri-not-registered.
   *
   * @param pushed the handle of a request that was pushed; then the parameters do not count
   */
  Uni<String> ask(RequestParameters sent, @Nullable String pushed) {
    return Uni.createFrom()
        .item(Uuids.parse(String.valueOf(sent.clientId())))
        .chain(id ->
            id.isEmpty()
                ? Uni.createFrom().item(Optional.<KnownClient>empty())
                : clients.find(id.get()))
        .map(found -> found.orElseThrow(AuthProblem.OAUTH_CLIENT_NOT_FOUND::problem))
        .chain(client -> pushed == null ? ask(client, sent) : askPushed(client, pushed));
  }

  private Uni<String> ask(KnownClient client, RequestParameters sent) {
    String target;
    try {
      target = sent.target(client.client());
    } catch (Problem e) {
      return invalidSecrets.refuse(
          "oauth.authorize.refused", e, client.target(), client.tenantId(), e.type().slug());
    }
    try {
      return waiting(sent.check(client));
    } catch (RequestFault e) {
      return waiting(AuthorizationRequest.faulty(client, target, sent.echoed(), e));
    }
  }

  private Uni<String> askPushed(KnownClient client, String handle) {
    String secret =
        handle.startsWith(HANDLE_PREFIX) ? handle.substring(HANDLE_PREFIX.length()) : "";
    return requests
        .takePushed(secret, client.id(), clock.instant())
        .map(found -> found.orElseThrow(AuthProblem.AUTHORIZATION_NOT_FOUND::problem))
        .chain(this::waiting);
  }

  private Uni<String> waiting(AuthorizationRequest asked) {
    String id = RandomToken.make(random);
    String page = settings.consentUrl().map(URI::toString).orElse(ownPage);
    return requests
        .wait(id, asked, clock.instant().plus(settings.requestLife()))
        .replaceWith(page + (page.indexOf('?') < 0 ? "?" : "&") + "authorization_id=" + id);
  }
}
