package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for itself: it acts as its owner, the admin who last gave it its authority,
 * for as long as they are what they were then (B41). Each token is a grant of its own, which is
 * revoked as others are.
 */
@Singleton
final class ClientTokens {

  /** Longer than any access token lives. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final Rows rows;
  private final KnownClientStore clients;
  private final GrantStore grants;
  private final GiverStore givers;
  private final IssueClientTokens issue;
  private final Ids ids;
  private final Clock clock;

  ClientTokens(
      Rows rows,
      KnownClientStore clients,
      GrantStore grants,
      GiverStore givers,
      IssueClientTokens issue,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.clients = clients;
    this.grants = grants;
    this.givers = givers;
    this.issue = issue;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A token. Fails with unauthorized-client if its owner no longer stands behind it, or with
   * invalid-scope.
   */
  Uni<OAuthToken> issue(KnownClient client, @Nullable String scope, @Nullable String proofKey) {
    return rows.asService()
        .transaction(tx ->
            heldOwner(tx, client)
                .chain(() -> clients.hold(tx, client.id()))
                .map(found -> found.orElseThrow(AuthProblem.UNAUTHORIZED_CLIENT::problem))
                .chain(present -> issue(tx, present, scope, proofKey)));
  }

  private Uni<Void> heldOwner(Transaction tx, KnownClient client) {
    UserId owner = client.client().ownerId();
    return owner == null ? Uni.createFrom().voidItem() : givers.holdAccount(tx, owner);
  }

  private Uni<OAuthToken> issue(
      Transaction tx, KnownClient client, @Nullable String scope, @Nullable String proofKey) {
    UserId owner = client.client().ownerId();
    if (owner == null) {
      throw AuthProblem.UNAUTHORIZED_CLIENT.problem();
    }
    List<Scope> asked = IssueClientTokens.scopes(scope, client.client().scopes());
    Instant now = clock.instant();
    Grant grant =
        new Grant(
            ids.next(),
            client.tenantId(),
            client.id(),
            owner,
            false,
            client.ownerRole(),
            asked.isEmpty() ? client.client().scopes() : asked,
            null,
            client.authorizedAt(),
            now.plus(KEPT),
            0,
            now,
            null);
    return grants
        .insert(tx, grant)
        .chain(
            () -> issue.issue(tx, client, grant, List.of(), proofKey, null, "oauth.token.issued"))
        .map(issued -> issued.orElseThrow(AuthProblem.UNAUTHORIZED_CLIENT::problem));
  }
}
