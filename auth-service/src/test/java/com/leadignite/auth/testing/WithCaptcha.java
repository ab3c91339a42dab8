package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A proof of work is asked for, and easy. */
public final class WithCaptcha implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.captcha.enabled", "true",
        "leadignite.auth.captcha.always", "sign-up,recovery",
        "leadignite.auth.captcha.cost", "500",
        "leadignite.auth.captcha.zeros", "1");
  }
}
