package com.leadignite.auth.oauth;

import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.auth.oauth.ClientEndpointsResource.InspectedToken;
import com.leadignite.auth.session.RefreshTokens;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.token.ClientJwt;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.TokenVerifier;
import com.leadignite.guard.token.VerifiedToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client what its tokens are worth, and revokes them: by what they descend from, which is
 * the same for access and refresh tokens. Of another client's it tells and does nothing.
 */
@Singleton
final class InspectTokens {

  private final Rows rows;
  private final TokenVerifier verifier;
  private final GrantStore grants;
  private final GiverStore givers;
  private final FamilyStore families;
  private final EndGrants endGrants;
  private final IssueClientTokens issue;
  private final RevokeTokens revokeTokens;
  private final OAuthSettings settings;
  private final CurrentRequest request;
  private final Clock clock;
  private final String issuer;

  InspectTokens(
      Rows rows,
      TokenVerifier verifier,
      GrantStore grants,
      GiverStore givers,
      FamilyStore families,
      EndGrants endGrants,
      IssueClientTokens issue,
      RevokeTokens revokeTokens,
      OAuthSettings settings,
      CurrentRequest request,
      Clock clock,
      IssuerConfig config) {
    this.rows = rows;
    this.verifier = verifier;
    this.grants = grants;
    this.givers = givers;
    this.families = families;
    this.endGrants = endGrants;
    this.issue = issue;
    this.revokeTokens = revokeTokens;
    this.settings = settings;
    this.request = request;
    this.clock = clock;
    this.issuer = config.issuer();
  }

  /**
   * A token that is one of the client's.
   *
   * @param access what it says if it is an access token; null if it is a refresh token
   * @param isCurrent whether no other has taken its place
   * @param expires when it does
   */
  private record Own(
      Grant grant, @Nullable VerifiedToken access, boolean isCurrent, Instant expires) {}

  /** What a token is worth. */
  Uni<InspectedToken> of(KnownClient client, String token) {
    return verified(token)
        .chain(access ->
            rows.asService()
                .transaction(tx ->
                    own(tx, client, token, access)
                        .chain(own ->
                            own.map(each -> inspect(tx, each))
                                .orElseGet(InspectTokens::inactive))));
  }

  private Uni<InspectedToken> inspect(Transaction tx, Own own) {
    Grant grant = own.grant();
    Instant now = clock.instant();
    boolean isIdle =
        own.access() == null && !now.isBefore(grant.refreshedAt().plus(settings.idle()));
    if (!grant.isActive(now) || !own.isCurrent() || isIdle) {
      return inactive();
    }
    return givers
        .find(tx, grant.tenantId(), grant.clientId(), grant.userId())
        .map(found ->
            found
                .filter(giver -> giver.standsBehind(grant.createdAt()))
                .filter(giver -> isLaterThanRevocation(own.access(), giver))
                .map(giver -> describe(own, giver))
                .orElse(InspectedToken.INACTIVE));
  }

  private static boolean isLaterThanRevocation(@Nullable VerifiedToken access, Giver giver) {
    Instant revoked = giver.revokedAt();
    return access == null
        || revoked == null
        || Long.parseLong(access.issuedAtMillis()) > revoked.toEpochMilli();
  }

  private InspectedToken describe(Own own, Giver giver) {
    Grant grant = own.grant();
    VerifiedToken access = own.access();
    Set<String> scopes =
        access == null
            ? Scope.names(
                    DelegationPolicy.effective(
                        grant.scopes(), DelegationPolicy.lower(grant.role(), giver.role()))
                        .stream())
                .collect(Collectors.toSet())
            : access.caller().scopes();
    String key = access == null ? grant.proofKey() : access.proofKey();
    return new InspectedToken(
        true,
        scopes.stream().sorted().collect(Collectors.joining(" ")),
        grant.clientId().toString(),
        access == null ? null : key == null ? "Bearer" : "DPoP",
        grant.userId().toString(),
        grant.tenantId().toString(),
        issuer,
        own.expires().getEpochSecond(),
        key == null ? null : Map.of("jkt", key));
  }

  private static Uni<InspectedToken> inactive() {
    return Uni.createFrom().item(InspectedToken.INACTIVE);
  }

  /** Revokes a token, with everything of the same grant. */
  Uni<Void> revoke(KnownClient client, String token) {
    return verified(token)
        .chain(access ->
            rows.asService()
                .transaction(tx ->
                    own(tx, client, token, access)
                        .chain(own ->
                            own.map(each -> end(tx, client, each.grant()))
                                .orElseGet(() -> Uni.createFrom().item(List.of())))))
        .chain(revokeTokens::publish);
  }

  private Uni<List<Revocation>> end(Transaction tx, KnownClient client, Grant grant) {
    return endGrants
        .one(tx, grant.tenantId(), grant.id(), EndReason.REVOKED)
        .invoke(ended -> {
          if (!ended.isEmpty()) {
            tx.record(issue.event("oauth.token.revoked", client, grant).build());
          }
        });
  }

  private Uni<Optional<Own>> own(
      Transaction tx, KnownClient client, String token, Optional<VerifiedToken> access) {
    Uni<Optional<Own>> found =
        access
            .map(each ->
                grants
                    .find(tx, grantOf(each))
                    .map(grant ->
                        grant.map(
                            of -> new Own(of, each, true, ClientJwt.parse(token).moment("exp")))))
            .orElseGet(() ->
                RefreshTokens.isOne(token)
                    ? families
                        .find(tx, RefreshTokens.hash(token))
                        .map(member ->
                            member.map(of ->
                                new Own(
                                    of.grant(),
                                    null,
                                    of.generation() == of.grant().generation(),
                                    of.grant().notAfter())))
                    : Uni.createFrom().item(Optional.empty()));
    return found.map(own -> own.filter(each -> each.grant().clientId().equals(client.id())));
  }

  private static UUID grantOf(VerifiedToken access) {
    return ((Caller.Person) access.caller()).sessionId().value();
  }

  /** Of a token of a client what it says; empty if it is none, or is not valid by itself. */
  private Uni<Optional<VerifiedToken>> verified(String token) {
    if (token.indexOf('.') < 0) {
      return Uni.createFrom().item(Optional.empty());
    }
    ClientAddress address = request.info().orElseThrow().address();
    return Uni.createFrom()
        .completionStage(() -> verifier.verify(token, address).toCompletionStage())
        .map(access ->
            access.caller() instanceof Caller.Person person && person.clientId() != null
                ? Optional.of(access)
                : Optional.<VerifiedToken>empty())
        .onFailure(InvalidToken.class)
        .recoverWithItem(Optional.empty());
  }
}
