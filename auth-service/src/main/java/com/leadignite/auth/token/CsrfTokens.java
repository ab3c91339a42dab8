package com.leadignite.auth.token;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.id.SessionId;
import jakarta.inject.Singleton;
import java.util.Base64;

/**
 * The CSRF tokens of sessions: an HMAC of the session's id, so that one session's token is worth
 * nothing in another, of the same person too (B26).
 */
@Singleton
public final class CsrfTokens {

  private final HmacSha256 signing;

  CsrfTokens(RootKey rootKey) {
    this.signing = HmacSha256.withKey(rootKey.derive("sign CSRF tokens"));
  }

  /** The token of a session, always the same: 43 characters of base64url. */
  public String of(SessionId session) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signing.of(session.toString()));
  }
}
