package com.leadignite.auth.session;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.assurance.RequiredFactors;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.AccessTokens;
import com.leadignite.auth.token.IssueTime;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.auth.token.SessionClaims;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Opens a session for a person who was just authenticated. */
@Singleton
public final class OpenSession {

  private final SessionStore store;
  private final ActiveSessionStore activeSessions;
  private final RevokeTokens revokeTokens;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final RequiredFactors requiredFactors;
  private final CurrentRequest request;
  private final SessionConfig config;
  private final Ids ids;
  private final Clock clock;

  OpenSession(
      SessionStore store,
      ActiveSessionStore activeSessions,
      RevokeTokens revokeTokens,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      RequiredFactors requiredFactors,
      CurrentRequest request,
      SessionConfig config,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.activeSessions = activeSessions;
    this.revokeTokens = revokeTokens;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.requiredFactors = requiredFactors;
    this.request = request;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Opens a session under a new id (B24) for somebody who showed a password, in the transaction
   * that the sign-in is part of. Fails with invalid-credentials if the person may not sign in.
   */
  public Uni<SessionTokens> byPassword(Transaction transaction, UserId user, Address address) {
    return open(transaction, user, address.provider(), by(AuthenticationMethod.PASSWORD));
  }

  /** The same for somebody who showed nothing, for whom an account was just made. */
  public Uni<SessionTokens> anonymously(Transaction transaction, UserId user) {
    return open(transaction, user, Identity.EMAIL, by(AuthenticationMethod.ANONYMOUS));
  }

  /**
   * The same for somebody who showed a code or a link that was sent to the account's address.
   *
   * @param provider of the address
   */
  public Uni<SessionTokens> byCode(Transaction transaction, UserId user, String provider) {
    return open(transaction, user, provider, by(AuthenticationMethod.OTP));
  }

  /**
   * The same for somebody whom a provider authenticated: at one factor, whatever it says of more
   * (B21).
   */
  public Uni<SessionTokens> byProvider(Transaction transaction, UserId user, String provider) {
    return open(transaction, user, provider, by(AuthenticationMethod.OAUTH));
  }

  /**
   * The same for somebody who showed a passkey.
   *
   * @param userVerified whether the passkey asked for a PIN or a fingerprint: then it is two
   *     factors
   */
  public Uni<SessionTokens> byPasskey(Transaction transaction, UserId user, boolean userVerified) {
    AuthenticationMethod method = AuthenticationMethod.WEBAUTHN;
    return open(
        transaction,
        user,
        method.wireName(),
        userVerified ? Authentication.byTwoFactors(method, clock.instant()) : by(method));
  }

  private Authentication by(AuthenticationMethod method) {
    return Authentication.by(method, clock.instant());
  }

  private Uni<SessionTokens> open(
      Transaction transaction, UserId user, String provider, Authentication shown) {
    Instant now = shown.at();
    SessionClaims claims =
        new SessionClaims(new SessionId(ids.next()), shown, now.plus(config.maxLife()));
    String refreshToken = refreshTokens.first();
    Optional<RequestInfo> client = request.info();
    NewSession session =
        new NewSession(
            user,
            provider,
            claims,
            client.map(info -> info.address().network()).orElse(null),
            client.map(RequestInfo::userAgent).orElse(null));
    return store
        .open(transaction, session, RefreshTokens.hash(refreshToken))
        .map(opened -> opened.orElseThrow(AuthProblem.INVALID_CREDENTIALS::problem))
        .call(opened -> config.single() ? endOthers(transaction, opened, now) : done())
        .map(opened -> issue(opened, refreshToken));
  }

  /** Their tokens are published as revoked by the next round, a second later by default. */
  private Uni<?> endOthers(Transaction transaction, ActiveSession opened, Instant now) {
    Account account = opened.account();
    return activeSessions
        .endOthers(transaction, account.id(), opened.claims().id(), EndReason.REPLACED, now)
        .chain(
            ended -> revokeTokens.ofSessions(transaction, account.tenantId(), account.id(), ended));
  }

  private static Uni<?> done() {
    return Uni.createFrom().voidItem();
  }

  /**
   * Mints the access token of a session as it was read.
   *
   * @throws com.leadignite.guard.problem.Problem organization-suspended
   */
  SessionTokens issue(ActiveSession session, String refreshToken) {
    if (session.suspended()) {
      throw AuthProblem.ORGANIZATION_SUSPENDED.problem();
    }
    Instant issuedAt = IssueTime.of(session.revokedAt(), session.readAt());
    boolean pending =
        requiredFactors.arePending(
            session.account(), session.claims().authentication(), session.factorRequired());
    return new SessionTokens(
        session.account(),
        session.claims().id(),
        accessTokens.mint(session.account(), session.claims(), pending, issuedAt),
        refreshToken);
  }
}
