package com.leadignite.auth.session;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.token.AccessToken;
import com.leadignite.guard.id.SessionId;

/**
 * The tokens that a person gets when they sign in or refresh. Does not print its tokens.
 *
 * @param account who they are
 * @param sessionId the session
 * @param accessToken for the next minutes
 * @param refreshToken for the next access token
 */
public record SessionTokens(
    Account account, SessionId sessionId, AccessToken accessToken, String refreshToken) {

  @Override
  public String toString() {
    return "SessionTokens[sessionId=" + sessionId + "]";
  }
}
