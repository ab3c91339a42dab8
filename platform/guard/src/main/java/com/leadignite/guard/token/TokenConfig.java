package com.leadignite.guard.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which issuers are trusted, and how their tokens are checked. */
@ConfigMapping(prefix = "leadignite.token")
public interface TokenConfig {

  /** The issuers that are trusted, by a name of the deployment's choice. */
  Map<String, Issuer> issuers();

  /** The tolerated clock skew of issuers. */
  @WithDefault("PT10S")
  Duration skew();

  /** The longest life ({@code exp - iat}) a token may have; a longer one is refused. */
  @WithDefault("PT30M")
  Duration maxLife();

  /** How often an issuer's keys are fetched again. */
  @WithDefault("PT5M")
  Duration refreshKeys();

  /** The shortest pause between fetches for tokens with unknown keys. */
  @WithDefault("PT10S")
  Duration unknownKeyPause();

  /** The size of the cache of verified tokens, which has each signature checked once. */
  @WithDefault("10000")
  int remembered();

  /** One trusted issuer. */
  interface Issuer {

    /** The exact {@code iss} claim. */
    String issuer();

    /** What {@code aud} must be, or contain if it is a list. */
    @WithDefault("authenticated")
    String audience();

    /** Where its keys are, an http or https URL; not needed if this service is the issuer. */
    Optional<String> jwksUrl();

    /** Its keys themselves, a JWK set; then nothing is fetched. For tests and for pinning. */
    Optional<String> jwks();

    /**
     * What the header's {@code typ} must be: {@code at+jwt} for our own tokens (RFC 9068), {@code
     * JWT} for Keycloak and hosted Supabase.
     */
    @WithDefault("at+jwt")
    String type();

    /**
     * For every issuer but our own: the provider whose identities its subjects are. Then the
     * account that has the identity is the caller, in the organization and the role that the
     * database knows; the token is asked for neither. Without it the issuer is believed in
     * everything, services and platform administrators included.
     */
    Optional<String> provider();

    /** The scopes that a token of another issuer has at most; all of the role's unless set. */
    Optional<Set<String>> scopes();

    /** The values of another issuer's {@code acr} claim that mean two factors; none unless set. */
    Optional<Set<String>> aal2Acr();
  }
}
