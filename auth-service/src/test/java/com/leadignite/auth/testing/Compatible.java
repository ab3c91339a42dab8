package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** For other people's client test suites: anonymous accounts are on, and nobody is locked out. */
public final class Compatible implements QuarkusTestProfile {

  /** The number that gets {@link #CODE}. */
  public static final String NUMBER = "+14155550100";

  /** A code that is known beforehand. */
  public static final String CODE = "123456";

  /** What a suite signs its tokens with. */
  public static final String SECRET = "a secret that everybody who reads this knows";

  @Override
  public String getConfigProfile() {
    return "test,compat";
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.compatibility.test-codes.\"" + NUMBER + "\"",
        CODE,
        "leadignite.auth.compatibility.jwt-secret",
        SECRET,
        "leadignite.auth.compatibility.algorithm",
        "HS256");
  }
}
