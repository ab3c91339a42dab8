package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Settings for tests with an {@link OperatorServer}. Addresses and numbers are to be confirmed;
 * messages are soon tried again, and providers of integrations soon asked.
 */
public final class WithOperator implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.mail.autoconfirm", "false",
        "leadignite.auth.phone.enabled", "true",
        "leadignite.auth.anonymous.enabled", "true",
        "leadignite.auth.mail.first-pause", "10ms",
        "leadignite.auth.mail.round", "20ms",
        "leadignite.auth.integrations.round", "20ms",
        // Longer than any machine takes between two steps of a test.
        "leadignite.auth.integrations.first-pause", "5m",
        "leadignite.limits.\"sms-address\".permits", "100000");
  }
}
