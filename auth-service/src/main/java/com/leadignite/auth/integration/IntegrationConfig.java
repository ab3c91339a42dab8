package com.leadignite.auth.integration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The providers that organizations can connect, and when their tokens are refreshed. */
@ConfigMapping(prefix = "leadignite.auth.integrations")
interface IntegrationConfig {

  /**
   * Providers by name. {@code vapi} and {@code elevenlabs} need no settings, {@code gohighlevel} a
   * client and scopes; any other name is an OAuth 2 provider with endpoints of its own.
   */
  Map<String, ProviderConfig> providers();

  /** How long an admin has to finish at the provider. */
  @WithName("connect-within")
  @WithDefault("10m")
  Duration connectWithin();

  /** How long before its end an access token is refreshed; half of its life if that is less. */
  @WithName("refresh-ahead")
  @WithDefault("10m")
  Duration refreshAhead();

  /** The life of an access token whose provider does not say. */
  @WithName("assumed-life")
  @WithDefault("1h")
  Duration assumedLife();

  /** How often the refresher looks for connections that are due. */
  @WithDefault("10s")
  Duration round();

  /** How many connections to one provider are refreshed at a time. */
  @WithDefault("10")
  int batch();

  /** How long a connection is left to the replica that took it; more than a call and its commit. */
  @WithDefault("90s")
  Duration lease();

  /** The pause after a connection's first failure; doubled on each further one. */
  @WithName("first-pause")
  @WithDefault("5s")
  Duration firstPause();

  /** The longest pause between two tries. */
  @WithName("longest-pause")
  @WithDefault("15m")
  Duration longestPause();

  /** How often a provider is asked to revoke a connection that was deleted. */
  @WithName("revocation-tries")
  @WithDefault("20")
  int revocationTries();

  /** How many connections an organization can have. */
  @WithName("per-organization")
  @WithDefault("50")
  int perOrganization();

  /** Whether the names of providers may lead into private networks. */
  @WithName("private-addresses")
  @WithDefault("false")
  boolean privateAddresses();

  /** A provider; what is not set is the preset's. */
  interface ProviderConfig {

    /** The client that the operator registered with the provider. */
    @WithName("client-id")
    Optional<String> clientId();

    /** Its secret. */
    @WithName("client-secret")
    Optional<Secret<String>> clientSecret();

    /** How the client authenticates: {@code basic}, or {@code post} in the form. */
    @WithName("client-authentication")
    Optional<ClientAuthentication> clientAuthentication();

    /**
     * The last segment of the provider's redirect URI, by which its answers are told from those of
     * other providers: its name unless set.
     */
    Optional<String> callback();

    /** Where people grant access. */
    @WithName("authorization-endpoint")
    Optional<URI> authorizationEndpoint();

    /** Where codes and refresh tokens are exchanged. */
    @WithName("token-endpoint")
    Optional<URI> tokenEndpoint();

    /** Where tokens are revoked (RFC 7009); without it providers are not told. */
    @WithName("revocation-endpoint")
    Optional<URI> revocationEndpoint();

    /** The {@code iss} of the provider's answers (RFC 9207); required of them if it is set. */
    Optional<String> issuer();

    /** The scopes that are asked for: no more than the platform's services use. */
    Optional<List<String>> scopes();

    /** Whether the provider supports PKCE with S256 (RFC 7636). */
    Optional<Boolean> pkce();

    /** More parameters of the authorization request, such as {@code access_type}. */
    @WithName("authorization-parameters")
    Map<String, String> authorizationParameters();

    /** More parameters of token requests. */
    @WithName("token-parameters")
    Map<String, String> tokenParameters();

    /** The member of the token answer that names the provider's account. */
    @WithName("account-member")
    Optional<String> accountMember();

    /** Where the API of a provider with keys is, without a path. */
    @WithName("base-url")
    Optional<URI> baseUrl();

    /** Whether an API key is tried before it is stored. */
    @WithDefault("true")
    boolean check();
  }

  /** How a client authenticates (RFC 6749, section 2.3.1). */
  enum ClientAuthentication {
    BASIC,
    POST
  }
}
