package com.leadignite.auth.redirect;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends before the verifier, which it alone knows (RFC 7636): S256 only, since a
 * plain challenge is the verifier itself (B30).
 *
 * @param value 43 characters of base64url
 */
public record CodeChallenge(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern METHOD = Pattern.compile("[Ss]256");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  /**
   * Reads what a client sent.
   *
   * @return empty if the client does not use PKCE
   * @throws Problem if a part is missing, or the method is not S256
   */
  public static Optional<CodeChallenge> of(@Nullable String challenge, @Nullable String method) {
    String value = challenge == null ? "" : challenge;
    String how = method == null ? "" : method;
    if (value.isEmpty() && how.isEmpty()) {
      return Optional.empty();
    }
    if (value.isEmpty() || how.isEmpty()) {
      throw AuthProblem.PKCE_INCOMPLETE.problem();
    }
    if (!METHOD.matcher(how).matches() || !FORM.matcher(value).matches()) {
      throw AuthProblem.PKCE_METHOD_REFUSED.problem();
    }
    return Optional.of(new CodeChallenge(value));
  }

  /** The challenge of a verifier of our own (RFC 7636, section 4.2). */
  public static CodeChallenge ofVerifier(String verifier) {
    return new CodeChallenge(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier)));
  }

  /** Whether it was computed from that verifier (RFC 7636, section 4.6). */
  public boolean isOf(String verifier) {
    if (!VERIFIER.matcher(verifier).matches()) {
      return false;
    }
    String computed = ofVerifier(verifier).value();
    return MessageDigest.isEqual(
        computed.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
  }
}
