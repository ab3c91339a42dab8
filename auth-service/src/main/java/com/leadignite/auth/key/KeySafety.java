package com.leadignite.auth.key;

import com.leadignite.guard.seal.SealingKeys;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps keys that can be guessed, and those that are used for too long, out of production. */
@Singleton
final class KeySafety implements SafetyCheck {

  private final KeyConfig config;

  KeySafety(KeyConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.concat(
            SealingKeys.findings(RootKey.PROPERTY, config.keyEncryptionKey().get()).stream(),
            Stream.of(tokenLife(), rotateAfter(), publishAhead()).flatMap(Optional::stream))
        .toList();
  }

  private Optional<UnsafeSetting> tokenLife() {
    return UnsafeSetting.outside(
        "leadignite.auth.access-token-life",
        config.accessTokenLife(),
        Duration.ofMinutes(1),
        Duration.ofMinutes(30),
        "a stolen token is valid for as long, and a role that was taken away is in it");
  }

  private Optional<UnsafeSetting> rotateAfter() {
    return UnsafeSetting.outside(
        "leadignite.auth.keys.rotate-after",
        config.keys().rotateAfter(),
        Duration.ofDays(1),
        Duration.ofDays(400),
        "a signing key that leaked would be valid for years, or keys would pile up");
  }

  private Optional<UnsafeSetting> publishAhead() {
    return UnsafeSetting.outside(
        "leadignite.auth.keys.publish-ahead",
        config.keys().publishAhead(),
        Duration.ofMinutes(1),
        Duration.ofHours(12),
        "verifiers would not have a key in time, or keep one for too long");
  }
}
