package com.leadignite.auth.social;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's endpoints are (OpenID Connect Discovery 1.0, section 3; RFC 8414).
 *
 * @param authorization where people sign in
 * @param token where codes are exchanged
 * @param userInfo what else it says of a person
 * @param keys what its ID tokens are signed with; empty if it has none
 * @param namesItself whether its answers name it (RFC 9207): then one that does not is another's
 * @param secretInBody whether the client secret is in the body of a request, not in its header
 */
record ProviderMetadata(
    URI authorization,
    URI token,
    Optional<URI> userInfo,
    Optional<URI> keys,
    boolean namesItself,
    boolean secretInBody) {

  /**
   * Reads a discovery document.
   *
   * @throws ProviderFailure if it is another issuer's, or lacks an endpoint
   */
  static ProviderMetadata of(JsonObject document, String issuer) {
    if (!issuer.equals(document.getValue("issuer"))) {
      throw new ProviderFailure("the discovery document is another issuer's");
    }
    boolean encrypted = issuer.startsWith("https:");
    return new ProviderMetadata(
        needed(document, "authorization_endpoint", encrypted),
        needed(document, "token_endpoint", encrypted),
        optional(document, "userinfo_endpoint", encrypted),
        Optional.of(needed(document, "jwks_uri", encrypted)),
        Boolean.TRUE.equals(document.getValue("authorization_response_iss_parameter_supported")),
        isOnlyInBody(document.getValue("token_endpoint_auth_methods_supported")));
  }

  /** Without a list a provider takes HTTP Basic. */
  private static boolean isOnlyInBody(@Nullable Object methods) {
    return methods instanceof io.vertx.core.json.JsonArray list
        && list.contains("client_secret_post")
        && !list.contains("client_secret_basic");
  }

  private static URI needed(JsonObject document, String name, boolean encrypted) {
    return optional(document, name, encrypted)
        .orElseThrow(() -> new ProviderFailure("the discovery document has no " + name));
  }

  private static Optional<URI> optional(JsonObject document, String name, boolean encrypted) {
    if (!(document.getValue(name) instanceof String text)) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text);
      boolean fits =
          "https".equals(uri.getScheme()) || (!encrypted && "http".equals(uri.getScheme()));
      if (uri.getHost() == null || !fits) {
        throw new ProviderFailure("the discovery document's " + name + " is no https address");
      }
      return Optional.of(uri);
    } catch (IllegalArgumentException e) {
      throw new ProviderFailure("the discovery document's " + name + " is no address");
    }
  }
}
