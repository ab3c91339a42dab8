package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Settings for tests with an {@link OperatorServer}. Addresses and numbers are to be confirmed;
 * messages, and the providers of integrations, are soon tried again.
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
        "leadignite.limits.\"sms-address\".permits", "100000");
  }
}
