package com.leadignite.auth.oauth;

import com.leadignite.auth.oauth.CodeStore.Shown;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.RefreshTokens;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges codes for tokens, once (B30), and refresh tokens for their successors (B16, B17). A
 * code that is shown again ends what was given for it, and so does a refresh token other than the
 * last two of its family: two hold it.
 */
@Singleton
final class RedeemGrants {

  private final Rows rows;
  private final KnownClientStore clients;
  private final CodeStore codes;
  private final GrantStore grants;
  private final FamilyStore families;
  private final EndGrants endGrants;
  private final IssueClientTokens issue;
  private final RefreshTokens refreshTokens;
  private final RevokeTokens revokeTokens;
  private final InvalidSecrets invalidSecrets;
  private final OAuthSettings settings;
  private final Clock clock;

  RedeemGrants(
      Rows rows,
      KnownClientStore clients,
      CodeStore codes,
      GrantStore grants,
      FamilyStore families,
      EndGrants endGrants,
      IssueClientTokens issue,
      RefreshTokens refreshTokens,
      RevokeTokens revokeTokens,
      InvalidSecrets invalidSecrets,
      OAuthSettings settings,
      Clock clock) {
    this.rows = rows;
    this.clients = clients;
    this.codes = codes;
    this.grants = grants;
    this.families = families;
    this.endGrants = endGrants;
    this.issue = issue;
    this.refreshTokens = refreshTokens;
    this.revokeTokens = revokeTokens;
    this.invalidSecrets = invalidSecrets;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a client shows with a code. */
  record Redemption(
      String code, @Nullable String redirectUri, String verifier, @Nullable String proofKey) {}

  /** Exchanges a code. Fails with invalid-grant, whatever is wrong. */
  Uni<OAuthToken> code(KnownClient client, Redemption shown) {
    Instant now = clock.instant();
    return rows.asService()
        .transaction(tx ->
            held(
                tx,
                codes.holdGiver(tx, shown.code()),
                client,
                present ->
                    codes
                        .take(tx, shown.code(), client.id(), now)
                        .chain(found ->
                            found
                                .map(code -> judge(tx, present, code, shown, now))
                                .orElseGet(() -> refused("an unknown or expired code")))))
        .chain(outcome -> answer("oauth.code.refused", client, outcome));
  }

  /** Every fault but the first leaves the code used up: somebody has read another's. */
  private Uni<GrantOutcome> judge(
      Transaction tx, KnownClient client, Shown code, Redemption shown, Instant now) {
    if (!code.isFirst()) {
      return endGrants
          .one(tx, client.tenantId(), code.grant(), EndReason.CODE_REUSED)
          .map(ended -> new GrantOutcome.Refused("a code that was used before", ended));
    }
    if (!code.challenge().isOf(shown.verifier())) {
      return refused("a wrong verifier");
    }
    if (shown.redirectUri() != null && !shown.redirectUri().equals(code.redirectUri())) {
      return refused("another redirect_uri");
    }
    if (!client.client().hasTarget(code.redirectUri())) {
      return refused("a redirect_uri that was removed");
    }
    return grants
        .hold(tx, code.grant())
        .chain(found ->
            found
                .filter(grant -> grant.endedAt() == null)
                .map(grant -> begin(tx, client, grant, shown.proofKey(), now))
                .orElseGet(() -> refused("a code of what has ended")));
  }

  private Uni<GrantOutcome> begin(
      Transaction tx, KnownClient client, Grant asked, @Nullable String proofKey, Instant now) {
    if (asked.proofKey() != null && !asked.proofKey().equals(proofKey)) {
      return refused("a code that is bound to another key");
    }
    // A client that authenticates may change its key; a public one has nothing else to show.
    Grant grant =
        asked
            .boundTo(client.client().isPublic() ? proofKey : null)
            .until(now.plus(settings.grantLife()));
    String refreshToken = client.uses(GrantType.REFRESH_TOKEN) ? refreshTokens.first() : null;
    return grants
        .begin(tx, grant, now)
        .chain(() ->
            refreshToken == null
                ? Uni.createFrom().voidItem()
                : families.insert(tx, RefreshTokens.hash(refreshToken), grant.id(), 0, now))
        .chain(() ->
            issue.issue(tx, client, grant, List.of(), proofKey, refreshToken, "oauth.token.issued"))
        .map(RedeemGrants::outcome);
  }

  /** Exchanges a refresh token. Fails with invalid-grant, or with invalid-scope. */
  Uni<OAuthToken> refresh(
      KnownClient client, String token, @Nullable String scope, @Nullable String proofKey) {
    if (!RefreshTokens.isOne(token)) {
      return answer("oauth.refresh.refused", client, new GrantOutcome.Refused("no refresh token"));
    }
    Instant now = clock.instant();
    return rows.asService()
        .transaction(tx ->
            held(
                tx,
                families.holdGiver(tx, RefreshTokens.hash(token)),
                client,
                present ->
                    families
                        .hold(tx, RefreshTokens.hash(token))
                        .chain(found ->
                            found
                                .filter(member -> member.grant().clientId().equals(client.id()))
                                .map(
                                    each -> refresh(tx, present, each, token, scope, proofKey, now))
                                .orElseGet(() -> refused("an unknown token, or another's")))))
        .chain(outcome -> answer("oauth.refresh.refused", client, outcome));
  }

  private Uni<GrantOutcome> refresh(
      Transaction tx,
      KnownClient client,
      FamilyStore.Member member,
      String token,
      @Nullable String scope,
      @Nullable String proofKey,
      Instant now) {
    Grant grant = member.grant();
    int age = grant.generation() - member.generation();
    if (!grant.isActive(now) || !now.isBefore(grant.refreshedAt().plus(settings.idle()))) {
      return refused("what has ended");
    }
    if (age > 1) {
      tx.record(issue.event("oauth.refresh.reused", client, grant).build());
      return endGrants
          .one(tx, client.tenantId(), grant.id(), EndReason.TOKEN_REUSED)
          .map(ended -> new GrantOutcome.Refused("a token that was used before", ended));
    }
    if (grant.proofKey() != null && !grant.proofKey().equals(proofKey)) {
      return refused("a token that is bound to another key");
    }
    if (grant.proofKey() == null && client.client().isPublic() && client.client().dpopBound()) {
      // Anybody's key would do: what was given before the client had to have one is given anew.
      return refused("a token that is bound to no key");
    }
    List<Scope> asked = IssueClientTokens.scopes(scope, grant.scopes());
    return (age == 1
            ? families.current(tx, grant).map(hash -> refreshTokens.current(token, hash))
            : succeed(tx, grant, token, now))
        .chain(found ->
            found
                .map(successor ->
                    issue
                        .issue(
                            tx, client, grant, asked, proofKey, successor, "oauth.token.refreshed")
                        .map(RedeemGrants::outcome))
                .orElseGet(() -> refused("a token whose successor's key is gone")));
  }

  private Uni<Optional<String>> succeed(Transaction tx, Grant grant, String token, Instant now) {
    String successor = refreshTokens.successor(token);
    return families
        .succeed(tx, grant, RefreshTokens.hash(successor), now)
        .replaceWith(Optional.of(successor));
  }

  private Uni<GrantOutcome> held(
      Transaction tx,
      Uni<Void> giver,
      KnownClient client,
      Function<KnownClient, Uni<GrantOutcome>> work) {
    return giver
        .chain(() -> clients.hold(tx, client.id()))
        .chain(found -> found.map(work).orElseGet(() -> refused("a client that is disabled")));
  }

  private static GrantOutcome outcome(Optional<OAuthToken> issued) {
    return issued
        .<GrantOutcome>map(GrantOutcome.Issued::new)
        .orElseGet(() -> new GrantOutcome.Refused("nothing is left of what was given"));
  }

  private static Uni<GrantOutcome> refused(String why) {
    return Uni.createFrom().item(new GrantOutcome.Refused(why));
  }

  private Uni<OAuthToken> answer(String action, KnownClient client, GrantOutcome outcome) {
    return switch (outcome) {
      case GrantOutcome.Issued(OAuthToken token) -> Uni.createFrom().item(token);
      // What ended stays so if Redis is unavailable: it learns of that later.
      case GrantOutcome.Refused(String why, var revocations) ->
          revokeTokens
              .publish(revocations)
              .onFailure()
              .recoverWithNull()
              .chain(() ->
                  invalidSecrets.refuse(
                      action,
                      AuthProblem.INVALID_GRANT.problem(),
                      client.target(),
                      client.tenantId(),
                      why));
    };
  }
}
