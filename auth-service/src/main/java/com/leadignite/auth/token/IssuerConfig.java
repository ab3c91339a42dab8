package com.leadignite.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Who issues the tokens, and to which services. */
@ConfigMapping(prefix = "leadignite.auth")
public interface IssuerConfig {

  /** Where people reach the platform, without a path: {@code https://app.example.com}. */
  @WithName("site-url")
  URI siteUrl();

  /** The {@code iss} of every token, and the base of the addresses in the discovery document. */
  String issuer();

  /** How often Redis is asked whether it missed a revocation. */
  @WithName("republish-every")
  @WithDefault("1s")
  Duration republishEvery();

  /** The services that may ask for a token of their own, by client id. */
  Map<String, Client> clients();

  /** A service that asks for tokens. */
  interface Client {
    /**
     * SHA-256 of the client's 256-bit secret, in hexadecimal; several, separated by commas, while
     * the secret is being changed.
     */
    @WithName("secret-sha256")
    Secret<String> secretSha256();

    /** The scopes of its tokens. */
    Set<String> scopes();
  }
}
