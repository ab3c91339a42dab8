package com.leadignite.guard.apikey;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Keeps answers about API keys that outlive what they say out of production. */
@Singleton
final class ApiKeySafety implements SafetyCheck {

  private static final Duration MOST_CACHED = Duration.ofMinutes(5);
  private static final Duration MOST_UNAVAILABLE = Duration.ofMinutes(30);

  private final ApiKeyConfig config;

  ApiKeySafety(ApiKeyConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(
            finding("cached", config.cached(), MOST_CACHED),
            finding("cached-while-unavailable", config.cachedWhileUnavailable(), MOST_UNAVAILABLE))
        .flatMap(found -> found)
        .toList();
  }

  private static Stream<UnsafeSetting> finding(String name, Duration value, Duration most) {
    return value.compareTo(most) <= 0
        ? Stream.empty()
        : Stream.of(
            new UnsafeSetting(
                "leadignite.api-keys." + name,
                "a key revoked while Redis is unavailable would be accepted for longer",
                "Set at most " + most));
  }
}
