package com.leadignite.guard.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Settings that some tests need and most others cannot have, together: each profile costs the tests
 * some ten seconds.
 */
public final class OtherSettings implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        // Admin routes from one network only, and few public calls.
        "leadignite.allow-list.addresses",
        "192.0.2.0/24",
        "leadignite.limits.\"public-read\".permits",
        "20",
        "leadignite.limits.\"public-read\".window",
        "PT10M",
        // No body ends because it takes too long: what ends, ends for another reason.
        "leadignite.body.max-time",
        "600S",
        "leadignite.limits.\"write\".permits",
        "100000");
  }
}
