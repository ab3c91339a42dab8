package com.leadignite.auth.social;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider as it is configured. Does not print.
 *
 * @param name what clients call it
 * @param preset its kind
 * @param issuer exactly what its ID tokens have to say, and what people are found by
 * @param clientId what this platform is called there
 * @param secret makes the client secret
 * @param audiences the client ids that an ID token of a client may be for
 * @param scopes what is asked for
 * @param endpoints those of a provider without a discovery document; empty if it has one
 * @param userInfo as configured
 * @param trustEmail whether its word that an address is verified is taken
 * @param privateAddresses whether its names may lead into private networks
 */
record SocialProvider(
    String name,
    ProviderPreset preset,
    String issuer,
    String clientId,
    ClientSecret secret,
    Set<String> audiences,
    List<String> scopes,
    Optional<ProviderMetadata> endpoints,
    Optional<URI> userInfo,
    boolean trustEmail,
    boolean privateAddresses) {

  @Override
  public String toString() {
    return "SocialProvider[name=" + name + "]";
  }
}
