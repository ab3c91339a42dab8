package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IssuerTrustSafetyTest {

  @Test
  @Tag("B29")
  void refusesASecondIssuerThatIsBelievedInEverything() {
    TestingIssuer ours = TestingIssuer.ours();

    assertEquals(
        List.of(), findings(Map.of("lead-ignite", ours, "acme", TestingIssuer.federated())));
    assertEquals(
        List.of("leadignite.token.issuers"),
        findings(Map.of("lead-ignite", ours, "acme", TestingIssuer.ours())));
  }

  /** Whoever forgets the provider of Keycloak has not made its realm's admins ours. */
  @Test
  @Tag("B29")
  void refusesAnotherIssuersTypeWithoutItsProvider() {
    TestingIssuer keycloak =
        new TestingIssuer("JWT", Optional.empty(), Optional.empty(), Optional.empty());

    assertEquals(List.of("leadignite.token.issuers"), findings(Map.of("keycloak", keycloak)));
  }

  private static List<String> findings(Map<String, TokenConfig.Issuer> issuers) {
    return new IssuerTrustSafety(new TestingTokenConfig(issuers))
        .findings().stream().map(UnsafeSetting::property).toList();
  }
}
