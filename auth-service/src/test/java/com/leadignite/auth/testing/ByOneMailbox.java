package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Addresses are to be confirmed, but a change of address by its new mailbox alone, as with
 * Supabase's secure e-mail change switched off; and anonymous accounts are on.
 */
public final class ByOneMailbox implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.mail.autoconfirm", "false",
        "leadignite.auth.mail.secure-email-change", "false",
        "leadignite.auth.anonymous.enabled", "true");
  }
}
