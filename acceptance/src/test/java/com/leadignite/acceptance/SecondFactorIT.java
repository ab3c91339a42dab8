package com.leadignite.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Second factors, by clients that are not ours and codes that we do not compute. */
class SecondFactorIT {

  @Test
  @Tag("B10")
  @Tag("B21")
  @Tag("B22")
  @Tag("B23")
  void anUnmodifiedSupabaseJsEnrolsShowsAndRemovesFactors() throws Exception {
    NodeScripts.run("mfa.mjs", somebody());
  }

  @Test
  void supabaseAuthOfPythonEnrolsAndShowsAFactor() throws Exception {
    PythonScripts.run("second_factor.py", somebody());
  }

  private static Map<String, String> somebody() {
    return Map.of(
        "EMAIL", Person.newEmail(),
        "PASSWORD", Person.newPassword(),
        "OATHTOOL", Programs.need("oathtool", "oathtool").toString());
  }
}
