package com.leadignite.auth.oauth;

import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.AccessToken;
import com.leadignite.auth.token.AccessTokens;
import com.leadignite.auth.token.ClientClaims;
import com.leadignite.auth.token.IssueTime;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mints the tokens of clients: of what was given as much as the person still has, in the lower of
 * two roles, and of what the client is registered for (B33, B41).
 */
@Singleton
final class IssueClientTokens {

  private final GiverStore givers;
  private final AccessTokens accessTokens;
  private final AuditEvents events;

  IssueClientTokens(GiverStore givers, AccessTokens accessTokens, AuditEvents events) {
    this.givers = givers;
    this.accessTokens = accessTokens;
    this.events = events;
  }

  /**
   * A token of a grant. Empty if the person no longer stands behind what they gave, or nothing is
   * left of it.
   *
   * @param asked what the client asks for; all of the grant if that is empty
   * @param proofKey the thumbprint of the key that the token is bound to; null if to none
   * @param refreshToken what the client is given with it; null if nothing
   * @param action how the audit log calls it
   */
  Uni<Optional<OAuthToken>> issue(
      Transaction tx,
      KnownClient client,
      Grant grant,
      Collection<Scope> asked,
      @Nullable String proofKey,
      @Nullable String refreshToken,
      String action) {
    return givers
        .hold(tx, grant.tenantId(), grant.clientId(), grant.userId())
        .map(found ->
            found
                .filter(giver -> giver.standsBehind(grant.createdAt()))
                .flatMap(giver -> mint(tx, client, grant, giver, asked, proofKey, action))
                .map(token -> OAuthToken.of(token, refreshToken, proofKey != null)));
  }

  private Optional<AccessToken> mint(
      Transaction tx,
      KnownClient client,
      Grant grant,
      Giver giver,
      Collection<Scope> asked,
      @Nullable String proofKey,
      String action) {
    Role role = DelegationPolicy.lower(grant.role(), giver.role());
    Set<Scope> scopes = DelegationPolicy.effective(grant.scopes(), role);
    scopes.retainAll(client.client().scopes());
    if (!asked.isEmpty()) {
      scopes.retainAll(asked);
    }
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    AccessToken token =
        accessTokens.mintClient(
            new ClientClaims(
                client.id(),
                new SessionId(grant.id()),
                grant.userId(),
                grant.tenantId(),
                role,
                giver.memberSince(),
                scopes,
                grant.notAfter(),
                proofKey),
            IssueTime.of(giver.revokedAt(), giver.readAt()));
    tx.record(
        event(action, client, grant)
            .actor("user", grant.userId().toString(), giver.name())
            .meta("scopes", Scope.names(scopes.stream()).toList())
            .build());
    return Optional.of(token);
  }

  /** An event of a client that acts for a person. */
  AuditEvents.Builder event(String action, KnownClient client, Grant grant) {
    return events
        .of(action)
        .actor("user", grant.userId().toString(), null)
        .tenant(grant.tenantId())
        .target("client", client.id(), client.client().name())
        .meta("client_id", client.id().toString())
        .meta("grant_id", grant.id().toString());
  }

  /**
   * The scopes that a client asks for, separated by spaces.
   *
   * @throws com.leadignite.guard.problem.Problem invalid-scope if one is none of those allowed
   */
  static List<Scope> scopes(@Nullable String asked, Collection<Scope> allowed) {
    if (asked == null || asked.isBlank()) {
      return List.of();
    }
    return List.of(asked.strip().split(" +", -1)).stream()
        .map(name ->
            Scope.of(name)
                .filter(allowed::contains)
                .orElseThrow(AuthProblem.INVALID_SCOPE::problem))
        .distinct()
        .toList();
  }
}
