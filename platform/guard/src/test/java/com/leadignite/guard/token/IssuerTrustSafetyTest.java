package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.startup.UnsafeSetting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  private static List<String> findings(Map<String, TokenConfig.Issuer> issuers) {
    return new IssuerTrustSafety(new Settings(issuers))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  private record Settings(Map<String, TokenConfig.Issuer> issuers) implements TokenConfig {

    @Override
    public Duration skew() {
      return Duration.ZERO;
    }

    @Override
    public Duration maxLife() {
      return Duration.ZERO;
    }

    @Override
    public Duration refreshKeys() {
      return Duration.ZERO;
    }

    @Override
    public Duration unknownKeyPause() {
      return Duration.ZERO;
    }

    @Override
    public int remembered() {
      return 1;
    }
  }
}
