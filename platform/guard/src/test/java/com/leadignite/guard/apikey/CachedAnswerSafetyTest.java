package com.leadignite.guard.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.startup.UnsafeSetting;
import com.leadignite.guard.token.AccountConfig;
import com.leadignite.guard.token.TokenConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CachedAnswerSafetyTest {

  @Test
  void acceptsTheDefaultsAndTheBounds() {
    assertEquals(List.of(), findings(Duration.ofSeconds(30), Duration.ofMinutes(5)));
    assertEquals(List.of(), findings(Duration.ofMinutes(5), Duration.ofMinutes(30)));
  }

  @Test
  @Tag("B25")
  void refusesAnswersThatOutliveWhatTheySay() {
    assertEquals(
        List.of(
            "leadignite.api-keys.cached",
            "leadignite.api-keys.cached-while-unavailable",
            "leadignite.accounts.cached",
            "leadignite.accounts.cached-while-unavailable"),
        findings(Duration.ofSeconds(301), Duration.ofSeconds(1_801)));
  }

  /** Redis forgets a revocation once the tokens are over that it was of. */
  @Test
  @Tag("B25")
  void refusesAnswersThatOutliveTheMarkOfARevocation() {
    assertEquals(
        List.of(
            "leadignite.api-keys.cached-while-unavailable",
            "leadignite.accounts.cached-while-unavailable"),
        findings(Duration.ofSeconds(30), Duration.ofMinutes(20), Duration.ofMinutes(10)));
  }

  private static List<String> findings(Duration cached, Duration unavailable) {
    return findings(cached, unavailable, Duration.ofMinutes(30));
  }

  private static List<String> findings(Duration cached, Duration unavailable, Duration maxLife) {
    Settings settings = new Settings(cached, unavailable, maxLife);
    return new CachedAnswerSafety(settings, settings, settings)
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  private record Settings(Duration cached, Duration cachedWhileUnavailable, Duration maxLife)
      implements ApiKeyConfig, AccountConfig, TokenConfig {

    @Override
    public Map<String, TokenConfig.Issuer> issuers() {
      return Map.of();
    }

    @Override
    public Duration skew() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Duration refreshKeys() {
      return Duration.ofMinutes(5);
    }

    @Override
    public Duration unknownKeyPause() {
      return Duration.ofSeconds(10);
    }

    @Override
    public ApiKeyEnvironment environment() {
      return ApiKeyEnvironment.LIVE;
    }

    @Override
    public Optional<String> url() {
      return Optional.empty();
    }

    @Override
    public int remembered() {
      return 1;
    }
  }
}
