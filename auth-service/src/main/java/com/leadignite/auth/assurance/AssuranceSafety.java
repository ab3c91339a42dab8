package com.leadignite.auth.assurance;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps administration by one factor alone out of production. */
@Singleton
final class AssuranceSafety implements SafetyCheck {

  private final AssuranceConfig config;

  AssuranceSafety(AssuranceConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return config.requiredOfManagers()
        ? List.of()
        : List.of(
            new UnsafeSetting(
                "leadignite.auth.mfa.required-of-managers",
                "a stolen password alone would be enough to administer",
                "Leave it true"));
  }
}
