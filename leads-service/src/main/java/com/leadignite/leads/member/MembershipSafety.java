package com.leadignite.leads.member;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Keeps memberships from being believed long after they ended. */
@Singleton
final class MembershipSafety implements SafetyCheck {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final MembershipCacheConfig config;

  MembershipSafety(MembershipCacheConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return UnsafeSetting.outside(
            "leadignite.leads.members.believed",
            config.lifetime(),
            Duration.ZERO,
            LONGEST,
            "leads could be given to people who were taken out")
        .stream()
        .toList();
  }
}
