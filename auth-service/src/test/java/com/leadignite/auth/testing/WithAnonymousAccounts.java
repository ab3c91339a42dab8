package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Anonymous accounts are on. */
public final class WithAnonymousAccounts implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("leadignite.auth.anonymous.enabled", "true");
  }
}
