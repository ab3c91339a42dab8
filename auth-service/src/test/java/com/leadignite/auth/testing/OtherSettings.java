package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Settings that some tests need and most others cannot have, together: each profile costs the tests
 * some ten seconds. Those that use it sign up as admins without a factor, and send few requests.
 */
public final class OtherSettings implements QuarkusTestProfile {

  /** Refreshes of one session. */
  public static final int REFRESHES = 5;

  /** Requests of one address. */
  public static final int REQUESTS = 200;

  /** Requests for tokens of one address. */
  public static final int TOKENS = 45;

  /** Longer than any machine takes to use a limit up. */
  private static final String WINDOW = "PT1H";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        // As in production.
        Map.entry("leadignite.auth.mfa.required-of-managers", "true"),
        Map.entry("leadignite.auth.session.single", "true"),
        // The service's own sender takes nothing, unless it is woken.
        Map.entry("leadignite.auth.mail.round", "24h"),
        Map.entry("leadignite.limits.\"refresh\".permits", Integer.toString(REFRESHES)),
        Map.entry("leadignite.limits.\"refresh\".window", WINDOW),
        Map.entry("leadignite.limits.\"address\".permits", Integer.toString(REQUESTS)),
        Map.entry("leadignite.limits.\"address\".window", WINDOW),
        Map.entry("leadignite.limits.\"token\".permits", Integer.toString(TOKENS)),
        Map.entry("leadignite.limits.\"token\".window", WINDOW));
  }
}
