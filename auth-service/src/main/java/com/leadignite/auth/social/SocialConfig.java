package com.leadignite.auth.social;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The providers that people may sign in at. */
@ConfigMapping(prefix = "leadignite.auth")
public interface SocialConfig {

  /** The providers, by the name that clients call them: {@code google}, {@code keycloak}. */
  Map<String, ProviderSettings> providers();

  /** Whether a signed-in person may link a provider to their account. */
  @WithName("manual-linking")
  @WithDefault("true")
  boolean manualLinking();

  /** How long a person may take at a provider. */
  @WithName("social-flow-life")
  @WithDefault("10m")
  Duration socialFlowLife();

  /** One provider. What is left out is that of its preset. */
  interface ProviderSettings {

    /** Whether anybody may sign in there. */
    @WithDefault("true")
    boolean enabled();

    /** What kind of provider it is; by default the preset of its name, else {@code oidc}. */
    Optional<String> preset();

    /** The issuer of its ID tokens, exactly; its discovery document is read below it. */
    Optional<String> issuer();

    /** What this platform is called there. */
    @WithName("client-id")
    Optional<String> clientId();

    /** The secret of that client; of Apple {@code apple.*} takes its place. */
    @WithName("client-secret")
    Optional<Secret<String>> clientSecret();

    /** Further client ids whose ID tokens are accepted: those of mobile applications. */
    @WithName("client-ids")
    Optional<List<String>> clientIds();

    /** What is asked for. */
    Optional<List<String>> scopes();

    /** Where people sign in; of providers without a discovery document. */
    @WithName("authorization-url")
    Optional<URI> authorizationUrl();

    /** Where codes are exchanged; of providers without a discovery document. */
    @WithName("token-url")
    Optional<URI> tokenUrl();

    /** Who signed in; of providers without ID tokens. */
    @WithName("user-info-url")
    Optional<URI> userInfoUrl();

    /**
     * Whether an address counts as verified if the provider says so. Off for Microsoft, whose
     * tenants write any address into their directory.
     */
    @WithName("trust-email")
    Optional<Boolean> trustEmail();

    /** Whether its names may lead into private networks. */
    @WithName("private-addresses")
    @WithDefault("false")
    boolean privateAddresses();

    /** The key that Apple's client secrets are signed with. */
    AppleKey apple();
  }

  /** Apple's key for Sign in with Apple. */
  interface AppleKey {

    /** The team that it belongs to. */
    @WithName("team-id")
    Optional<String> teamId();

    /** Its id. */
    @WithName("key-id")
    Optional<String> keyId();

    /** The key itself: PKCS#8, with or without its PEM lines. */
    @WithName("private-key")
    Optional<Secret<String>> privateKey();
  }
}
