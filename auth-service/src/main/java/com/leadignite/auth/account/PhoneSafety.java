package com.leadignite.auth.account;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps numbers that are confirmed without asking, texts to every country, and codes that live for
 * long, out of production.
 */
@Singleton
final class PhoneSafety implements SafetyCheck {

  private final PhoneConfig config;

  PhoneSafety(PhoneConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(
            config.enabled() && config.autoconfirm()
                ? Optional.of(
                    new UnsafeSetting(
                        "leadignite.auth.phone.autoconfirm",
                        "anybody could make an account with another person's number",
                        "Set it to false"))
                : Optional.<UnsafeSetting>empty(),
            config.enabled() && config.callingCodes().orElse(Set.of()).isEmpty()
                ? Optional.of(
                    new UnsafeSetting(
                        "leadignite.auth.phone.calling-codes",
                        "strangers could have texts sent to the countries where they cost most",
                        "Name the countries that people sign up from, such as 1,44"))
                : Optional.<UnsafeSetting>empty(),
            UnsafeSetting.outside(
                "leadignite.auth.phone.code-life",
                config.codeLife(),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                "codes would lie in phones for long, or expire before they arrive"))
        .flatMap(Optional::stream)
        .toList();
  }
}
