package com.leadignite.guard.cookie;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The token that a page has to send with each change under a session in cookies, in {@code
 * x-csrf-token}. auth-service makes it of the session's id; the access token carries its hash, so
 * that every service can check it and none can make one.
 */
public final class CsrfToken {

  /** The name of the request's field. */
  public static final String FIELD = "x-csrf-token";

  /** The name of the access token's claim. */
  public static final String CLAIM = "csrf_hash";

  private CsrfToken() {}

  /** What an access token says of the CSRF token of its session. */
  public static String hash(String token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(token));
  }

  /**
   * Makes sure that a request carries the CSRF token of its session.
   *
   * @param shown the request's {@link #FIELD}
   * @param hash of that token
   * @throws Problem 403 if it carries none or another
   */
  public static void require(@Nullable String shown, String hash) {
    if (!matches(shown, hash)) {
      throw new Problem(
          CommonProblem.CROSS_SITE_REQUEST, "Send the session's CSRF token in " + FIELD + ".");
    }
  }

  private static boolean matches(@Nullable String shown, String hash) {
    return shown != null
        && MessageDigest.isEqual(hash(shown).getBytes(US_ASCII), hash.getBytes(US_ASCII));
  }
}
