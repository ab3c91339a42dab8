package com.leadignite.auth.session;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps sessions that live for too long, or too short a time, out of production. */
@Singleton
final class SessionSafety implements SafetyCheck {

  private final SessionConfig config;

  SessionSafety(SessionConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Stream.of(
            UnsafeSetting.outside(
                "leadignite.auth.session.max-life",
                config.maxLife(),
                Duration.ofMinutes(30),
                Duration.ofDays(90),
                "a stolen session could be used for months"),
            UnsafeSetting.outside(
                "leadignite.auth.session.idle",
                config.idle(),
                Duration.ofMinutes(30),
                Duration.ofDays(30),
                "a session that was left open somewhere could be used by somebody else"))
        .flatMap(Optional::stream)
        .toList();
  }
}
