package com.leadignite.auth.compatibility;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the compatibility profile out of production, and says everywhere else that it is on. */
@Singleton
final class CompatibilitySafety implements SafetyCheck {

  private static final Logger LOG = Logger.getLogger(CompatibilitySafety.class);

  private final CompatibilityConfig config;

  CompatibilitySafety(CompatibilityConfig config) {
    this.config = config;
  }

  void warn(@Observes StartupEvent start) {
    if (config.enabled()) {
      LOG.warn(
          "COMPATIBILITY PROFILE: for client test suites only. Short and common passwords are"
              + " taken, nothing is limited, and nobody is locked out. One-time codes that are known"
              + " beforehand: "
              + config.testCodes().size()
              + ". A shared secret administers accounts: "
              + config.jwtSecret().isPresent()
              + ". Tokens are signed with "
              + config.algorithm()
              + ". Do not put this on a network.");
    }
  }

  @Override
  public List<UnsafeSetting> findings() {
    return config.enabled()
        ? List.of(
            new UnsafeSetting(
                "leadignite.auth.compatibility.enabled",
                "passwords can be short and guessed without a limit, and codes and keys be known to all",
                "Leave it false, and the profile compat to test suites"))
        : List.of();
  }
}
