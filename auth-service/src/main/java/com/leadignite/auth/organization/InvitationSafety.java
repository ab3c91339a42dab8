package com.leadignite.auth.organization;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Keeps invitations that are valid for too long out of production. */
@Singleton
final class InvitationSafety implements SafetyCheck {

  private final InvitationConfig config;

  InvitationSafety(InvitationConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return UnsafeSetting.outside(
            "leadignite.auth.invitation-life",
            config.invitationLife(),
            Duration.ofMinutes(5),
            Duration.ofDays(30),
            "invitations that were forgotten in a mailbox would let people in")
        .stream()
        .toList();
  }
}
