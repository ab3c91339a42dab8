package com.leadignite.auth.oauth;

import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.token.DpopProofs;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What clients learn about the OAuth server before they talk to it, and nothing that it does not
 * do: RFC 8414, section 2; RFC 9126, section 5; RFC 9207, section 3; RFC 9449, section 5.1.
 */
@RegisterForReflection
record OAuthMetadata(
    String issuer,
    String authorizationEndpoint,
    String tokenEndpoint,
    String jwksUri,
    List<String> scopesSupported,
    List<String> responseTypesSupported,
    List<String> responseModesSupported,
    List<String> grantTypesSupported,
    List<String> tokenEndpointAuthMethodsSupported,
    List<String> tokenEndpointAuthSigningAlgValuesSupported,
    String revocationEndpoint,
    List<String> revocationEndpointAuthMethodsSupported,
    List<String> revocationEndpointAuthSigningAlgValuesSupported,
    String introspectionEndpoint,
    List<String> introspectionEndpointAuthMethodsSupported,
    List<String> introspectionEndpointAuthSigningAlgValuesSupported,
    List<String> codeChallengeMethodsSupported,
    String pushedAuthorizationRequestEndpoint,
    boolean authorizationResponseIssParameterSupported,
    List<String> dpopSigningAlgValuesSupported) {

  static OAuthMetadata of(String issuer) {
    String base = issuer + "/oauth";
    List<String> methods = AuthMethod.names();
    List<String> algorithms = DpopProofs.ALGORITHMS;
    return new OAuthMetadata(
        issuer,
        base + "/authorize",
        base + "/token",
        issuer + "/.well-known/jwks.json",
        Scope.names(Stream.of(Scope.values()).filter(Scope::isDelegable)).toList(),
        List.of("code"),
        List.of("query"),
        GrantType.names(),
        methods,
        algorithms,
        base + "/revoke",
        methods,
        algorithms,
        base + "/introspect",
        AuthMethod.confidentialNames(),
        algorithms,
        List.of("S256"),
        base + "/par",
        true,
        algorithms);
  }
}
