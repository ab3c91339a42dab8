package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Phones are on, and texts are read in the mailbox; addresses and numbers are to be confirmed. */
public final class WithPhones implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.mail.autoconfirm", "false",
        "leadignite.auth.phone.enabled", "true",
        "leadignite.auth.sms.provider", "mailbox",
        "leadignite.limits.\"sms-address\".permits", "100000",
        "leadignite.limits.\"sms-country\".permits", "100000",
        "leadignite.limits.\"sms-total\".permits", "100000");
  }
}
