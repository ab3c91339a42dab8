package com.leadignite.guard.apikey;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import com.leadignite.guard.token.AccountConfig;
import com.leadignite.guard.token.TokenConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps answers about credentials that outlive what they say out of production: also those that
 * outlive the mark of a revocation, which Redis keeps for as long as tokens live.
 */
@Singleton
final class CachedAnswerSafety implements SafetyCheck {

  private static final Duration MOST_CACHED = Duration.ofMinutes(5);
  private static final Duration MOST_UNAVAILABLE = Duration.ofMinutes(30);

  private final ApiKeyConfig keys;
  private final AccountConfig accounts;
  private final TokenConfig tokens;

  CachedAnswerSafety(ApiKeyConfig keys, AccountConfig accounts, TokenConfig tokens) {
    this.keys = keys;
    this.accounts = accounts;
    this.tokens = tokens;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(
            finding("api-keys.cached", keys.cached(), MOST_CACHED),
            finding(
                "api-keys.cached-while-unavailable",
                keys.cachedWhileUnavailable(),
                MOST_UNAVAILABLE),
            finding("accounts.cached", accounts.cached(), MOST_CACHED),
            finding(
                "accounts.cached-while-unavailable",
                accounts.cachedWhileUnavailable(),
                MOST_UNAVAILABLE))
        .flatMap(found -> found)
        .toList();
  }

  private Stream<UnsafeSetting> finding(String name, Duration value, Duration longest) {
    Duration most = longest.compareTo(tokens.maxLife()) <= 0 ? longest : tokens.maxLife();
    return value.compareTo(most) <= 0
        ? Stream.empty()
        : Stream.of(
            new UnsafeSetting(
                "leadignite." + name,
                "what is revoked while Redis is unavailable would be accepted for longer",
                "Set at most " + most));
  }
}
