package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Texts are sent by Twilio and soon tried again, passwords are looked up in a range API, a change
 * of address is confirmed by the new mailbox alone, and there are anonymous accounts. Each start of
 * the service takes seconds: tests that these do not concern share one. They all name the same
 * resources, PlatformServers, TestMailbox, {@link TwilioServer} and {@link RangeServer}.
 */
public final class WithProviders implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.mail.autoconfirm", "false",
        "leadignite.auth.mail.secure-email-change", "false",
        "leadignite.auth.anonymous.enabled", "true",
        "leadignite.auth.phone.enabled", "true",
        "leadignite.auth.mail.first-pause", "10ms",
        "leadignite.auth.mail.round", "20ms",
        "leadignite.auth.mail.tries", "4");
  }
}
