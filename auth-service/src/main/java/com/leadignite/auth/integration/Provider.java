package com.leadignite.auth.integration;

import com.leadignite.auth.integration.IntegrationConfig.ClientAuthentication;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider that organizations can connect. */
sealed interface Provider {

  /** Its name in requests and settings. */
  String name();

  /** What the organization gives. */
  IntegrationKind kind();

  /**
   * One with OAuth 2 (RFC 6749). Does not print its secret.
   *
   * @param clientSecret as it is now: it may change while the service runs
   * @param callback the last segment of its redirect URI, which no other provider has
   * @param issuer the {@code iss} that its answers must have; null if it sends none
   * @param revocationEndpoint null if it has none
   * @param accountMember the member of its token answer that names its account; null if none does
   */
  record OAuth(
      String name,
      String callback,
      String clientId,
      Supplier<String> clientSecret,
      ClientAuthentication clientAuthentication,
      URI authorizationEndpoint,
      URI tokenEndpoint,
      @Nullable URI revocationEndpoint,
      @Nullable String issuer,
      List<String> scopes,
      boolean pkce,
      Map<String, String> authorizationParameters,
      Map<String, String> tokenParameters,
      @Nullable String accountMember)
      implements Provider {

    public OAuth {
      scopes = List.copyOf(scopes);
      authorizationParameters = Map.copyOf(authorizationParameters);
      tokenParameters = Map.copyOf(tokenParameters);
    }

    @Override
    public IntegrationKind kind() {
      return IntegrationKind.OAUTH2;
    }

    @Override
    public String toString() {
      return "OAuth[" + name + "]";
    }
  }

  /**
   * One with API keys.
   *
   * @param check a cheap call that a valid key may make; null if keys are not tried
   * @param header the header field that carries the key
   * @param prefix what precedes the key in it
   * @param restricted what the answer has in it if a key is valid and may not make that call; null
   *     if there are no such keys
   */
  record ApiKey(
      String name, @Nullable URI check, String header, String prefix, @Nullable String restricted)
      implements Provider {

    @Override
    public IntegrationKind kind() {
      return IntegrationKind.API_KEY;
    }
  }
}
