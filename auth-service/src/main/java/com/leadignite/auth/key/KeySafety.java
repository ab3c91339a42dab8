package com.leadignite.auth.key;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps keys that can be guessed, and those that are used for too long, out of production. */
@Singleton
final class KeySafety implements SafetyCheck {

  /** Of 32 random bytes fewer are different once in 10^15 keys. */
  private static final int FEWEST_DIFFERENT_BYTES = 16;

  private final KeyConfig config;

  KeySafety(KeyConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(guessable(), tokenLife(), rotateAfter(), publishAhead())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<UnsafeSetting> guessable() {
    return isGuessable(config.keyEncryptionKey().get())
        ? Optional.of(
            new UnsafeSetting(
                "leadignite.auth.key-encryption-key",
                "it is text or a pattern, such as the published key of the tests, and can be"
                    + " guessed",
                "Make one with: openssl rand -base64 32"))
        : Optional.empty();
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

  /** Whether it does not look random. Text that is not base64 is refused elsewhere. */
  private static boolean isGuessable(String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      boolean text = true;
      boolean[] seen = new boolean[256];
      int different = 0;
      for (byte each : key) {
        text &= each >= ' ' && each <= '~';
        different += seen[each & 0xff] ? 0 : 1;
        seen[each & 0xff] = true;
      }
      return text || different < FEWEST_DIFFERENT_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
