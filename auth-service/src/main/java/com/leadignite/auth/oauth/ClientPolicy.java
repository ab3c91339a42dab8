package com.leadignite.auth.oauth;

import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.token.ClientJwt;
import com.leadignite.guard.token.InvalidToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client may be registered with; each check fails with validation-failed. */
final class ClientPolicy {

  /** RFC 8252, section 7.1: a domain of its maker's, backwards. */
  private static final Pattern OWN_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

  private ClientPolicy() {}

  /** The combination of what a client is. */
  static void check(AuthMethod method, List<GrantType> grants) {
    if (method == AuthMethod.NONE && grants.contains(GrantType.CLIENT_CREDENTIALS)) {
      throw Violations.of("grant_types", "client_credentials is for clients that authenticate");
    }
    if (grants.contains(GrantType.REFRESH_TOKEN)
        && !grants.contains(GrantType.AUTHORIZATION_CODE)) {
      throw Violations.of("grant_types", "refresh_token needs authorization_code");
    }
  }

  /** Only scopes that the caller holds, and that can be delegated. */
  static void checkScopes(Caller.Person caller, List<Scope> scopes) {
    for (Scope scope : scopes) {
      if (!DelegationPolicy.mayGive(caller, scope)) {
        throw Violations.of("scopes", "must be scopes that you hold and a client can have");
      }
    }
  }

  /**
   * Whether a change makes its author the one for whom the client acts: it gives the client more to
   * do, keys that they may have, or its tokens back. Otherwise one admin could have another, who
   * knows nothing of it, answer for what the client does.
   */
  static boolean isVouchedFor(ClientChange before, ClientChange wanted) {
    return !wanted.scopes().equals(before.scopes())
        || !Objects.equals(wanted.jwks(), before.jwks())
        || !Objects.equals(wanted.jwksUri(), before.jwksUri())
        || (before.disabled() && !wanted.disabled());
  }

  /** Redirect targets, which are compared as they are, character by character. */
  static void checkRedirects(AuthMethod method, List<GrantType> grants, List<String> uris) {
    if (grants.contains(GrantType.AUTHORIZATION_CODE) == uris.isEmpty()) {
      throw Violations.of(
          "redirect_uris", "must be there for authorization_code, and for nothing else");
    }
    for (int i = 0; i < uris.size(); i++) {
      if (!isTarget(uris.get(i), method == AuthMethod.NONE)) {
        throw Violations.of(
            "redirect_uris[" + i + "]",
            "must be an https address without a fragment, http to this machine, or for a public"
                + " client a scheme of its own with a dot in it");
      }
    }
  }

  private static boolean isTarget(String text, boolean isPublic) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      boolean web = scheme.equals("https") || scheme.equals("http");
      boolean plain =
          uri.getRawFragment() == null
              && uri.getRawUserInfo() == null
              && text.indexOf('*') < 0
              && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
      if (!plain || !web) {
        return plain && isPublic && OWN_SCHEME.matcher(scheme).matches();
      }
      String host = uri.getHost();
      return host != null
          && host.equals(host.toLowerCase(Locale.ROOT))
          && (scheme.equals("https") || THIS_MACHINE.contains(host));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Keys for {@code private_key_jwt}, one way or the other, and for no other method. */
  static void checkKeys(
      AuthMethod method, @Nullable Map<String, Object> jwks, @Nullable String jwksUri) {
    boolean needed = method == AuthMethod.PRIVATE_KEY_JWT;
    boolean one = (jwks == null) != (jwksUri == null);
    if (needed ? !one : jwks != null || jwksUri != null) {
      throw Violations.of("jwks", "or jwks_uri must be there for private_key_jwt, not both");
    }
    if (jwksUri != null && !(jwksUri.startsWith("https://") && isTarget(jwksUri, false))) {
      throw Violations.of("jwks_uri", "must be an https address");
    }
    if (jwks != null) {
      try {
        ClientJwt.checkKeys(jwks);
      } catch (InvalidToken e) {
        throw Violations.of("jwks", "must be a JWK set of public ES256 or RS256 keys with a kid");
      }
    }
  }
}
