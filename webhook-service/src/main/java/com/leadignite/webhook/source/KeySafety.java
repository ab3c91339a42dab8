package com.leadignite.webhook.source;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps the key of the tests, which anybody can read here, out of production. */
@Singleton
final class KeySafety implements SafetyCheck {

  private static final String PUBLISHED = "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtISE=";

  private final SourceConfig config;

  @Inject
  KeySafety(SourceConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return config.secretEncryptionKey().get().strip().equals(PUBLISHED)
        ? List.of(
            new UnsafeSetting(
                "leadignite.webhook.secret-encryption-key",
                "it is the one from the source code, so that it protects nothing",
                "Make one with: openssl rand -base64 32"))
        : List.of();
  }
}
