package com.leadignite.auth.session;

import com.leadignite.auth.hook.CustomClaims;
import com.leadignite.auth.token.AccessToken;
import com.leadignite.auth.token.AccessTokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * The last step before a person is handed tokens, outside of any transaction: the operator's server
 * may add claims to the access token. If it does not answer, nobody gets one; the refresh token of
 * before is still good.
 */
@Singleton
public final class CompleteSession {

  private final CustomClaims customClaims;
  private final AccessTokens accessTokens;

  CompleteSession(CustomClaims customClaims, AccessTokens accessTokens) {
    this.customClaims = customClaims;
    this.accessTokens = accessTokens;
  }

  /** The tokens to hand out; fails with unavailable if the hook is on and fails. */
  public Uni<SessionTokens> complete(SessionTokens session) {
    if (!customClaims.isOn()) {
      return Uni.createFrom().item(session);
    }
    AccessToken minted = session.accessToken();
    Map<String, Object> claims = accessTokens.claims(minted);
    return customClaims
        .of(claims, method(claims))
        .map(more ->
            new SessionTokens(
                session.account(),
                session.sessionId(),
                accessTokens.with(minted, more),
                session.refreshToken()));
  }

  private static String method(Map<String, Object> claims) {
    return claims.get("amr") instanceof List<?> methods
            && !methods.isEmpty()
            && methods.getFirst() instanceof Map<?, ?> newest
        ? String.valueOf(newest.get("method"))
        : "";
  }
}
