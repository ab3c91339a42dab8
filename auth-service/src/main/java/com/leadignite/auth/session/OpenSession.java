package com.leadignite.auth.session;

import com.leadignite.auth.instance.AuthConfig;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionStore.Live;
import com.leadignite.auth.token.AccessTokens;
import com.leadignite.auth.token.TokenSession;
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
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a session for someone who just showed who they are. */
@Singleton
public final class OpenSession {

  private final SessionStore store;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final CurrentRequest request;
  private final AuthConfig config;
  private final Ids ids;
  private final Clock clock;

  OpenSession(
      SessionStore store,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      CurrentRequest request,
      AuthConfig config,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.request = request;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Opens a session under a new id (B24), in the transaction that the sign-in is part of. Fails
   * with invalid-credentials where the person may not sign in.
   *
   * @param method how they showed who they are, as {@code amr} names it
   */
  public Uni<IssuedSession> open(Transaction transaction, UserId user, String method) {
    Instant now = clock.instant();
    TokenSession session =
        new TokenSession(
            new SessionId(ids.next()), method, now, now.plus(config.session().maxLife()));
    String refreshToken = refreshTokens.first();
    Optional<RequestInfo> client = request.info();
    return store
        .lockAllOf(transaction, user)
        .chain(() ->
            store.open(
                transaction,
                session,
                user,
                RefreshTokens.hash(refreshToken),
                client.map(info -> info.address().network()).orElse(null),
                client.map(RequestInfo::userAgent).orElse(null)))
        .map(live -> live.orElseThrow(AuthProblem.INVALID_CREDENTIALS::problem))
        .map(live -> issue(live, refreshToken));
  }

  /** Mints the access token of a session as it was read. */
  IssuedSession issue(Live live, String refreshToken) {
    Instant issuedAt = after(live.revokedAt(), live.readAt());
    return new IssuedSession(
        live.account(),
        live.session().id(),
        accessTokens.mint(live.account(), live.session(), issuedAt),
        refreshToken);
  }

  /**
   * A token that knows of a revocation is not revoked by it, though its transaction may have begun
   * before. Tokens and revocations are compared in whole milliseconds.
   */
  private static Instant after(@Nullable Instant revokedAt, Instant readAt) {
    Instant read = readAt.truncatedTo(ChronoUnit.MILLIS);
    if (revokedAt == null) {
      return read;
    }
    Instant next = revokedAt.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    return read.isBefore(next) ? next : read;
  }
}
