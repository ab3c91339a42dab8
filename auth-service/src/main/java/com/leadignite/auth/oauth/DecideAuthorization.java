package com.leadignite.auth.oauth;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.StepUp;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.access.FreshSignIn;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Shows a person what a client asks for, and takes their decision, once. They can give no scope
 * that they do not hold; for one that only admins have, an admin shows as much as an admin route
 * asks for, since the client will reach those without showing anything further.
 */
@Singleton
final class DecideAuthorization {

  private final Rows rows;
  private final RequestStore requests;
  private final KnownClientStore clients;
  private final GrantStore grants;
  private final CodeStore codes;
  private final OAuthSettings settings;
  private final FreshSignIn freshSignIn;
  private final StepUp stepUp;
  private final SecurityNotices notices;
  private final AuditEvents events;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;
  private final String issuer;

  DecideAuthorization(
      Rows rows,
      RequestStore requests,
      KnownClientStore clients,
      GrantStore grants,
      CodeStore codes,
      OAuthSettings settings,
      FreshSignIn freshSignIn,
      StepUp stepUp,
      SecurityNotices notices,
      AuditEvents events,
      Ids ids,
      SecureRandom random,
      Clock clock,
      IssuerConfig config) {
    this.rows = rows;
    this.requests = requests;
    this.clients = clients;
    this.grants = grants;
    this.codes = codes;
    this.settings = settings;
    this.freshSignIn = freshSignIn;
    this.stepUp = stepUp;
    this.notices = notices;
    this.events = events;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.issuer = config.issuer();
  }

  /**
   * A request as the person sees it, and its client.
   *
   * @param refusal where the person is sent at once if the request is faulty
   */
  record Shown(
      AuthorizationRequest request, Client client, List<Scope> scopes, Optional<String> refusal) {}

  /** What a client asks the person for. Fails with authorization-not-found. */
  Uni<Shown> show(Caller.Person person, String id) {
    return requests
        .show(id, person, clock.instant())
        .map(found -> found.orElseThrow(AuthProblem.AUTHORIZATION_NOT_FOUND::problem))
        .chain(request ->
            clients
                .find(request.clientId())
                .map(client -> asking(client, request))
                .map(client ->
                    new Shown(request, client, given(person, request), request.refusal(issuer))));
  }

  /** The client of a request, unless it has lost the target that the answer would go to. */
  private static Client asking(Optional<KnownClient> found, AuthorizationRequest request) {
    return found
        .map(KnownClient::client)
        .filter(client -> client.hasTarget(request.redirectUri()))
        .orElseThrow(AuthProblem.AUTHORIZATION_NOT_FOUND::problem);
  }

  private static List<Scope> given(Caller.Person person, AuthorizationRequest request) {
    return request.scopes().stream()
        .filter(scope -> DelegationPolicy.mayGive(person, scope))
        .toList();
  }

  /** The person decides. Answers where they are sent: to the client. */
  Uni<String> decide(Caller.Person person, String id, ConsentAction action) {
    return switch (action) {
      case APPROVE -> approve(person, id);
      case DENY -> deny(person, id);
    };
  }

  /** The person agrees. Answers where they are sent: to the client, with a code. */
  private Uni<String> approve(Caller.Person person, String id) {
    return show(person, id)
        .chain(shown -> refusal(shown).orElseGet(() -> approve(person, id, shown)));
  }

  /** What a faulty request is answered, whatever the person decides. */
  private Optional<Uni<String>> refusal(Shown shown) {
    return shown.refusal().map(to -> Uni.createFrom().item(to));
  }

  private Uni<String> approve(Caller.Person person, String id, Shown asked) {
    return Uni.createFrom()
        .item(asked)
        .invoke(shown -> {
          if (shown.scopes().stream().anyMatch(Scope::isAdministrative)) {
            freshSignIn.requireAsAdmin(person);
          } else {
            // A grant outlives the session: a stolen token must not become one.
            freshSignIn.require(person);
          }
        })
        .chain(shown -> rows.asService().transaction(tx -> approve(tx, person, id, shown)));
  }

  private Uni<String> approve(Transaction tx, Caller.Person person, String id, Shown shown) {
    return stepUp
        .hold(tx, person)
        .chain(() -> clients.hold(tx, shown.client().clientId()))
        .map(found -> asking(found, shown.request()))
        .chain(client ->
            taken(tx, person, id)
                .chain(request -> {
                  List<Scope> scopes = given(person, request);
                  return scopes.isEmpty()
                      ? refuse(tx, person, client, request)
                      : give(tx, person, client, request, scopes);
                }));
  }

  private Uni<String> give(
      Transaction tx,
      Caller.Person person,
      Client client,
      AuthorizationRequest request,
      List<Scope> scopes) {
    Instant now = clock.instant();
    Instant until = now.plus(settings.codeLife());
    String code = RandomToken.make(random);
    Grant grant =
        new Grant(
            ids.next(),
            request.tenantId(),
            request.clientId(),
            person.userId(),
            true,
            DelegationPolicy.lower(person.role(), person.role()),
            scopes,
            request.proofKey(),
            now,
            until,
            0,
            now,
            null);
    tx.record(
        decided("oauth.consent.approved", client, request)
            .meta("scopes", Scope.names(scopes.stream()).toList())
            .meta("grant_id", grant.id().toString())
            .build());
    return announce(tx, person, client, request)
        .chain(() -> grants.insert(tx, grant))
        .chain(() -> codes.insert(tx, code, grant.id(), request, until))
        .replaceWith(request.target(issuer).withCode(code));
  }

  /** Tells a person whom a client could not act for until now. */
  private Uni<Void> announce(
      Transaction tx, Caller.Person person, Client client, AuthorizationRequest request) {
    return grants
        .isGiven(tx, person, client.clientId())
        .chain(given ->
            given
                ? Uni.createFrom().voidItem()
                : notices.clientApproved(
                    tx,
                    EmailAddress.parse(person.email()).orElse(null),
                    client.name(),
                    RedirectTarget.host(request.redirectUri())));
  }

  /** The person refuses. Answers where they are sent: to the client, with an error. */
  private Uni<String> deny(Caller.Person person, String id) {
    return show(person, id)
        .chain(shown ->
            refusal(shown)
                .orElseGet(() ->
                    rows.asService()
                        .transaction(tx ->
                            taken(tx, person, id)
                                .chain(request -> refuse(tx, person, shown.client(), request)))));
  }

  private Uni<String> refuse(
      Transaction tx, Caller.Person person, Client client, AuthorizationRequest request) {
    tx.record(
        decided("oauth.consent.denied", client, request)
            .by(person)
            .outcome(Outcome.DENIED)
            .build());
    return Uni.createFrom()
        .item(request.target(issuer).withError("access_denied", "The person did not agree."));
  }

  private Uni<AuthorizationRequest> taken(Transaction tx, Caller.Person person, String id) {
    return requests
        .take(tx, id, person, clock.instant())
        .map(found -> found.orElseThrow(AuthProblem.AUTHORIZATION_NOT_FOUND::problem));
  }

  private AuditEvents.Builder decided(String action, Client client, AuthorizationRequest request) {
    return events
        .of(action)
        .target("client", client.clientId(), client.name())
        .meta("redirect_uri", request.redirectUri());
  }
}
