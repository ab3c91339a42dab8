package com.leadignite.guard.token;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Keeps issuers that are believed in everything out of production, but for the platform's own: a
 * token of such an issuer says itself in which organization and role, or as which service, its
 * bearer acts.
 */
@Singleton
final class IssuerTrustSafety implements SafetyCheck {

  /** The type of auth-service's tokens. */
  private static final String OURS = "at+jwt";

  private final TokenConfig config;

  IssuerTrustSafety(TokenConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<String> believed =
        config.issuers().entrySet().stream()
            .filter(issuer -> issuer.getValue().provider().isEmpty())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    boolean onlyOurs =
        config.issuers().values().stream()
            .filter(issuer -> issuer.provider().isEmpty())
            .allMatch(issuer -> issuer.type().equals(OURS));
    return believed.size() <= 1 && onlyOurs
        ? List.of()
        : List.of(
            new UnsafeSetting(
                "leadignite.token.issuers",
                "the issuers "
                    + String.join(", ", believed)
                    + " may each say who is an admin, a platform administrator or a service",
                "Set provider for all but the platform's own, whose type is " + OURS));
  }
}
