package com.leadignite.auth.instance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an installation of the auth-service is told about itself. */
@ConfigMapping(prefix = "leadignite.auth")
public interface AuthConfig {

  /** Where people reach the platform, without a path: {@code https://app.example.com}. */
  @WithName("site-url")
  URI siteUrl();

  /** The {@code iss} of every token, and the base of the addresses in the discovery document. */
  String issuer();

  /**
   * 32 bytes in base64. Seals the private signing keys and derives refresh tokens. Without it the
   * keys cannot be read again: keep a copy.
   */
  @WithName("key-encryption-key")
  Secret<String> keyEncryptionKey();

  /** Whether strangers may make accounts; invitations are good in either case. */
  @WithName("sign-up-open")
  @WithDefault("true")
  boolean signUpOpen();

  /** What is told to people by mail. */
  Mail mail();

  /** How often Redis is asked whether it missed a revocation. */
  @WithName("republish-every")
  @WithDefault("1s")
  Duration republishEvery();

  /** How long an access token is good; at most 30 minutes. */
  @WithName("access-token-life")
  @WithDefault("15m")
  Duration accessTokenLife();

  /** How long sessions live. */
  Session session();

  /** When signing keys change. */
  Keys keys();

  /** The services that may ask for a token of their own, by client id. */
  Map<String, Client> clients();

  /** The first administrator, made once, where no account exists. */
  @WithName("first-admin")
  FirstAdmin firstAdmin();

  /** How long an invitation can be accepted. */
  @WithName("invitation-life")
  @WithDefault("7d")
  Duration invitationLife();

  /** Mail. */
  interface Mail {
    /** Takes an address for confirmed without asking it. Never in production. */
    @WithDefault("false")
    boolean autoconfirm();
  }

  /** Sessions. */
  interface Session {
    /** The longest a session lives, however busy (NIST SP 800-63B: 30 days at AAL1). */
    @WithName("max-life")
    @WithDefault("30d")
    Duration maxLife();

    /** The longest a session lives without being refreshed. */
    @WithDefault("7d")
    Duration idle();
  }

  /** Signing keys. */
  interface Keys {
    /** The age at which the active key is replaced. */
    @WithName("rotate-after")
    @WithDefault("30d")
    Duration rotateAfter();

    /**
     * For how long copies of the published keys may be used. The next key is published two minutes
     * longer than that before it signs.
     */
    @WithName("publish-ahead")
    @WithDefault("10m")
    Duration publishAhead();
  }

  /** A service that asks for tokens. */
  interface Client {
    /** SHA-256 of the client's 256-bit secret, in hexadecimal. */
    @WithName("secret-sha256")
    Secret<String> secretSha256();

    /** What its tokens are good for. */
    Set<String> scopes();
  }

  /** The first administrator. */
  interface FirstAdmin {
    /** The address to sign in with. */
    Optional<String> email();

    /** The password to sign in with; held to the same rules as any other. */
    Optional<Secret<String>> password();
  }
}
