package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Addresses are to be confirmed, and only those with an open invitation may sign up. */
public final class ByInvitation implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.mail.autoconfirm", "false",
        "leadignite.auth.sign-up", "invited",
        "leadignite.auth.phone.enabled", "true",
        "leadignite.auth.sms.provider", "mailbox",
        "leadignite.auth.anonymous.enabled", "true");
  }
}
