package com.leadignite.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.leadignite.auth.key.DerivedHmac;
import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CSRF tokens of sessions: an HMAC of the session's id, so that one session's token is worth
 * nothing in another, of the same person too (B26).
 */
@Singleton
public final class CsrfTokens {

  private final DerivedHmac signing;

  CsrfTokens(RootKey rootKey) {
    this.signing = rootKey.hmac("sign CSRF tokens");
  }

  /**
   * The token of a session: 43 characters of base64url. It is always the same, but for a change of
   * the key-encryption key.
   */
  public String of(SessionId session) {
    return all(session).getFirst();
  }

  /**
   * The token of a session that its access token goes with, which another replica may have made
   * with another key.
   *
   * @param hash what the access token says of it; null or any other hash if that is not known
   */
  public String of(SessionId session, @Nullable String hash) {
    return all(session).stream()
        .filter(token -> CsrfToken.hash(token).equals(hash))
        .findFirst()
        .orElseGet(() -> of(session));
  }

  /**
   * Makes sure that a request carries the CSRF token of a session.
   *
   * @param shown the request's field
   * @throws Problem 403 if it carries none or another
   */
  public void require(@Nullable String shown, SessionId session) {
    String own = shown == null ? of(session) : of(session, CsrfToken.hash(shown));
    CsrfToken.require(shown, CsrfToken.hash(own));
  }

  private List<String> all(SessionId session) {
    return signing.all(session.toString().getBytes(UTF_8)).stream()
        .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
        .toList();
  }
}
