package com.leadignite.auth.captcha;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps proofs that prove nothing, or that nobody can compute, out of production. */
@Singleton
final class CaptchaSafety implements SafetyCheck {

  private static final String PREFIX = "leadignite.auth.captcha.";
  private static final String WORK = "it would be no work, or too much for a phone or this server";
  private static final String FAILURES = "it would be asked for too late, or of everybody";

  private final CaptchaConfig config;

  CaptchaSafety(CaptchaConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    if (!config.enabled()) {
      return List.of();
    }
    return Stream.of(
            UnsafeSetting.outside(PREFIX + "cost", config.cost(), 500, 20_000, WORK),
            UnsafeSetting.outside(PREFIX + "zeros", config.zeros(), 1, 4, WORK),
            UnsafeSetting.outside(PREFIX + "failures", config.failures(), 1, 10, FAILURES),
            UnsafeSetting.outside(
                PREFIX + "address-failures", config.addressFailures(), 1, 500, FAILURES),
            UnsafeSetting.outside(
                PREFIX + "life",
                config.life(),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                "solutions could be kept for later, or not be found in time"))
        .flatMap(Optional::stream)
        .toList();
  }
}
