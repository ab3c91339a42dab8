package com.leadignite.auth.social;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a kind of provider, so that an operator need not configure it. */
enum ProviderPreset {
  GOOGLE("https://accounts.google.com", "openid email profile"),
  /** Of one tenant, whose issuer the operator names: "common" would let any tenant in (B29). */
  AZURE(null, "openid email profile"),
  APPLE("https://appleid.apple.com", "openid email name"),
  /** OAuth 2 alone; the addresses of a person have a document of their own. */
  GITHUB("https://github.com", "read:user user:email"),
  LINKEDIN_OIDC("https://www.linkedin.com/oauth", "openid email profile"),
  KEYCLOAK(null, "openid email profile"),
  /** A hosted Supabase project. */
  SUPABASE(null, "openid email profile"),
  OIDC(null, "openid email profile"),
  OAUTH2(null, "");

  private static final Map<String, ProviderPreset> ALIASES =
      Map.of("microsoft", AZURE, "linkedin", LINKEDIN_OIDC, "entra", AZURE);

  private final @Nullable String issuer;
  private final String scopes;

  ProviderPreset(@Nullable String issuer, String scopes) {
    this.issuer = issuer;
    this.scopes = scopes;
  }

  /** The preset of that name, whatever joins its words; empty if there is none. */
  static Optional<ProviderPreset> of(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return Optional.ofNullable(ALIASES.get(plain))
        .or(() ->
            Arrays.stream(values())
                .filter(preset -> preset.name().toLowerCase(Locale.ROOT).equals(plain))
                .findFirst());
  }

  /** The issuer, if all of its kind have the same. */
  Optional<String> issuer() {
    return Optional.ofNullable(issuer);
  }

  List<String> scopes() {
    return scopes.isEmpty() ? List.of() : List.of(scopes.split(" ", -1));
  }

  /** Whether it issues ID tokens. */
  boolean isOidc() {
    return this != GITHUB && this != OAUTH2;
  }

  /**
   * Whether it takes a code challenge (RFC 7636) and puts a nonce into its ID tokens: LinkedIn
   * refuses the verifier of a client that has a secret, and leaves the nonce out.
   */
  boolean hasChallengeAndNonce() {
    return this != LINKEDIN_OIDC;
  }

  /** Whether it answers by a form, as Apple does if it is asked for a name or an address. */
  boolean isFormPost() {
    return this == APPLE;
  }

  /** Whether its word that an address is the person's is taken. */
  boolean trustsEmail() {
    return this != AZURE;
  }
}
