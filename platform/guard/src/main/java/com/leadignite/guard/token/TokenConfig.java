package com.leadignite.guard.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * JWT} for hosted Supabase. Only an issuer of {@code at+jwt} may issue tokens of services and
     * platform administrators.
     */
    @WithDefault("at+jwt")
    String type();

    /** The claim with the organization's id; dots lead into objects. */
    @WithDefault("tenant_id")
    String tenantClaim();

    /** The claim with the role in it; dots lead into objects, as {@code app_metadata.role}. */
    @WithDefault("role")
    String roleClaim();

    /** The scopes of a token without a {@code scope} claim; none unless configured. */
    Optional<List<String>> scopes();
  }
}
