package com.leadignite.webhook.source;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Keeps secrets from outliving the role of the admin who made them for long. */
@Singleton
final class SourceSafety implements SafetyCheck {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final SourceConfig config;

  SourceSafety(SourceConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return UnsafeSetting.outside(
            "leadignite.webhook.author-believed",
            config.authorBelieved(),
            Duration.ZERO,
            LONGEST,
            "an admin who was taken out could go on sending webhooks")
        .stream()
        .toList();
  }
}
