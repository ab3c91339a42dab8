package com.leadignite.guard.page;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import io.smallrye.config.Secret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Refuses to start in production without a key for cursors, or with one that can be guessed. */
@Singleton
final class CursorKeySafety implements SafetyCheck {

  private static final String PROPERTY = "leadignite.page.cursor-key";
  private static final String REMEDY = "Generate one with: openssl rand -base64 32";
  private static final int MIN_CHARS = 32;
  private static final int MIN_DIFFERENT_CHARS = 8;

  private final PageConfig config;

  CursorKeySafety(PageConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    // A secret that is not set comes as one that holds null, which the map leaves out.
    Optional<String> key = config.cursorKey().map(Secret::get);
    if (key.isEmpty()) {
      return List.of(
          new UnsafeSetting(
              PROPERTY,
              "it is missing: other replicas and the next start refuse the cursors of lists",
              REMEDY));
    }
    if (key.get().length() < MIN_CHARS
        || key.get().chars().distinct().count() < MIN_DIFFERENT_CHARS) {
      return List.of(
          new UnsafeSetting(PROPERTY, "it can be guessed, and with it cursors be forged", REMEDY));
    }
    return List.of();
  }
}
