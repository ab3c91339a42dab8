package com.leadignite.auth.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The bounds of the OAuth server for partners. */
@ConfigMapping(prefix = "leadignite.auth.oauth")
interface OAuthSettings {

  /**
   * The page at which people approve clients: of the front end, since it is signed in there. Its
   * parameter is {@code authorization_id}, as with Supabase Auth. Without one the service asks by a
   * page of its own, for people whose session is in cookies.
   */
  Optional<URI> consentUrl();

  /**
   * Where our own page sends people who have to sign in. Its parameter {@code return_to} is the
   * address to come back to.
   */
  @WithDefault("${leadignite.auth.site-url}")
  URI signInUrl();

  /** How long a person has to decide. */
  @WithDefault("10m")
  Duration requestLife();

  /** How long a pushed request can be used. */
  @WithDefault("60s")
  Duration pushedLife();

  /** How long a code can be exchanged. */
  @WithDefault("60s")
  Duration codeLife();

  /** How long a client can act for a person before they have to consent again. */
  @WithDefault("180d")
  Duration grantLife();

  /** How long a refresh token is valid that is not used. */
  @WithDefault("30d")
  Duration idle();

  /** How many clients an organization can have. */
  @WithDefault("50")
  int perOrganization();

  /** The longest that a secret stays valid after it was rotated. */
  @WithDefault("7d")
  Duration maxOverlap();

  /** How long an answer of a client's jwks_uri is used. */
  @WithDefault("5m")
  Duration keysCached();
}
