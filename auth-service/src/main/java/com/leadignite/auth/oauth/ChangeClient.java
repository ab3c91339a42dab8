package com.leadignite.auth.oauth;

import com.leadignite.auth.session.StepUp;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.token.ClientJwt;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Changes clients and ends them: tokens of a client that is disabled or deleted, and those with a
 * scope that it lost, are refused by all services when the {@link Uni} completes; it fails with
 * unavailable, 503, if that is not certain yet. Each fails with not-found if the caller's
 * organization has no such client.
 */
@Singleton
final class ChangeClient {

  private final Rows rows;
  private final ClientStore store;
  private final ClientSecretStore secrets;
  private final EndGrants endGrants;
  private final RevokeTokens revokeTokens;
  private final OAuthSettings settings;
  private final StepUp stepUp;
  private final AuditEvents events;
  private final SecureRandom random;
  private final Clock clock;

  ChangeClient(
      Rows rows,
      ClientStore store,
      ClientSecretStore secrets,
      EndGrants endGrants,
      RevokeTokens revokeTokens,
      OAuthSettings settings,
      StepUp stepUp,
      AuditEvents events,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.secrets = secrets;
    this.endGrants = endGrants;
    this.revokeTokens = revokeTokens;
    this.settings = settings;
    this.stepUp = stepUp;
    this.events = events;
    this.random = random;
    this.clock = clock;
  }

  /** A client after a change, and the tokens that it cost. */
  private record Changed(Client client, List<Revocation> revoked) {}

  /** Changes, disables or enables a client. */
  Uni<Client> change(Caller.Person caller, UUID id, MergePatch<ClientChange> patch) {
    return held(caller, id, (tx, client) -> change(tx, caller, client, patch))
        .call(changed -> revokeTokens.publish(changed.revoked()))
        .map(Changed::client);
  }

  private Uni<Changed> change(
      Transaction tx, Caller.Person caller, Client client, MergePatch<ClientChange> patch) {
    ClientChange wanted = patch.apply(client.changeable());
    ClientPolicy.checkScopes(
        caller, wanted.scopes().stream().filter(each -> !client.scopes().contains(each)).toList());
    ClientPolicy.checkRedirects(client.authMethod(), client.grantTypes(), wanted.redirectUris());
    ClientPolicy.checkKeys(client.authMethod(), wanted.jwks(), wanted.jwksUri());
    List<Scope> lost =
        client.scopes().stream().filter(each -> !wanted.scopes().contains(each)).toList();
    Instant before = client.disabledAt();
    Instant disabledAt = wanted.disabled() ? (before == null ? now() : before) : null;
    boolean vouches = ClientPolicy.isVouchedFor(client.changeable(), wanted);
    record(tx, client, wanted, vouches ? caller.userId() : client.ownerId());
    return (vouches
            ? store.transfer(tx, caller, client.clientId(), now())
            : Uni.createFrom().voidItem())
        .chain(() -> store.change(tx, caller.tenantId(), client.clientId(), wanted, disabledAt))
        .chain(changed ->
            (wanted.disabled()
                    ? endGrants.ofClient(tx, caller.tenantId(), client.clientId())
                    : endGrants.ofScopes(tx, caller.tenantId(), client.clientId(), lost))
                .map(revoked -> new Changed(changed, revoked)));
  }

  private void record(Transaction tx, Client client, ClientChange wanted, @Nullable UserId owner) {
    tx.record(
        events
            .of("oauth.client.changed")
            .target("client", client.clientId(), wanted.name())
            .change("name", client.name(), wanted.name())
            .change("scopes", names(client.scopes()), names(wanted.scopes()))
            .change("redirect_uris", client.redirectUris(), wanted.redirectUris())
            .change("dpop_bound_access_tokens", client.dpopBound(), wanted.dpopBound())
            .change("jwks", thumbprints(client.jwks()), thumbprints(wanted.jwks()))
            .change("jwks_uri", client.jwksUri(), wanted.jwksUri())
            .change("owner_id", text(client.ownerId()), text(owner))
            .change("disabled", client.disabledAt() != null, wanted.disabled())
            .build());
  }

  /** Keys by what they are: a {@code kid} says nothing, and can stay while the key changes. */
  static @Nullable List<String> thumbprints(@Nullable Map<String, Object> jwks) {
    return jwks == null ? null : ClientJwt.thumbprints(jwks);
  }

  private static @Nullable String text(@Nullable UserId user) {
    return user == null ? null : user.toString();
  }

  private static List<String> names(List<Scope> scopes) {
    return Scope.names(scopes.stream()).toList();
  }

  /** Replaces a client's secret. */
  Uni<IssuedClient> rotate(Caller.Person caller, UUID id, @Nullable SecretRotation wanted) {
    Duration overlap = Duration.ofSeconds(wanted == null ? 0 : wanted.overlapSeconds());
    if (overlap.compareTo(settings.maxOverlap()) > 0) {
      throw Violations.of(
          "overlap_seconds", "must be " + settings.maxOverlap().toSeconds() + " at most");
    }
    ClientSecret next = ClientSecret.make(random);
    Instant now = now();
    Instant until = now.plus(overlap);
    return held(
            caller,
            id,
            (tx, client) -> {
              if (!client.authMethod().hasSecret()) {
                throw new Problem(CommonProblem.VALIDATION_FAILED, "This client has no secret.");
              }
              tx.record(
                  events
                      .of("oauth.client.rotated")
                      .target("client", id, client.name())
                      .meta("previous_expires_at", until.toString())
                      .change("owner_id", text(client.ownerId()), caller.userId().toString())
                      .build());
              // Who has the secret can act as the owner: that must be themselves.
              return store
                  .transfer(tx, caller, id, now)
                  .chain(() -> secrets.rotate(tx, caller.tenantId(), id, next, now, until));
            })
        .map(client -> new IssuedClient(next.value(), client));
  }

  /** Ends a client and everything that it was given. */
  Uni<Void> delete(Caller.Person caller, UUID id) {
    return held(
            caller,
            id,
            (tx, client) -> {
              tx.record(
                  events.of("oauth.client.deleted").target("client", id, client.name()).build());
              return endGrants
                  .ofClient(tx, caller.tenantId(), id)
                  .call(() -> store.delete(tx, caller.tenantId(), id));
            })
        .chain(revokeTokens::publish);
  }

  private <T> Uni<T> held(
      Caller.Person caller, UUID id, BiFunction<Transaction, Client, Uni<T>> work) {
    return rows.asService()
        .transaction(tx ->
            stepUp
                .hold(tx, caller)
                .chain(() -> store.hold(tx, caller.tenantId(), id))
                .chain(found -> work.apply(tx, found.orElseThrow(ChangeClient::notFound))));
  }

  private Instant now() {
    return clock.instant();
  }

  static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such client.");
  }
}
