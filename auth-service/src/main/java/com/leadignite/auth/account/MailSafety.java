package com.leadignite.auth.account;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps addresses that are confirmed without asking out of production. */
@Singleton
final class MailSafety implements SafetyCheck {

  private final MailConfig config;

  MailSafety(MailConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return config.autoconfirm()
        ? List.of(
            new UnsafeSetting(
                "leadignite.auth.mail.autoconfirm",
                "anybody could make an account in another person's address",
                "Set it to false"))
        : List.of();
  }
}
