package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.testing.TestIssuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuersTest {

  /** Else the one could speak for the subjects of the other. */
  @Test
  @Tag("B29")
  void refusesTwoIssuersOfOneProvider() {
    assertDoesNotThrow(() -> trust("acme", "keycloak"));
    assertThrows(IllegalArgumentException.class, () -> trust("acme", "acme"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "phone", "Keycloak", "key cloak", ""})
  void refusesProvidersThatNoIdentityHas(String provider) {
    assertThrows(IllegalArgumentException.class, () -> trust(provider));
  }

  private static void trust(String... providers) {
    Map<String, TokenConfig.Issuer> issuers = new LinkedHashMap<>();
    for (String provider : providers) {
      String name = "https://" + issuers.size() + ".example.org";
      issuers.put(name, new PinnedIssuer(name, provider));
    }
    new TrustedIssuers(new TestingTokenConfig(issuers), List.of(), null, null, null);
  }

  private record PinnedIssuer(String issuer, Optional<String> provider)
      implements TokenConfig.Issuer {

    PinnedIssuer(String issuer, String provider) {
      this(issuer, Optional.of(provider));
    }

    @Override
    public String audience() {
      return "lead-ignite";
    }

    @Override
    public Optional<String> jwksUrl() {
      return Optional.empty();
    }

    @Override
    public Optional<String> jwks() {
      return Optional.of(TestIssuer.jwks());
    }

    @Override
    public String type() {
      return "JWT";
    }

    @Override
    public Optional<Set<String>> scopes() {
      return Optional.empty();
    }

    @Override
    public Optional<Set<String>> aal2Acr() {
      return Optional.empty();
    }
  }
}
