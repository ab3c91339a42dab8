package com.leadignite.acceptance;

import com.leadignite.stack.Service;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** supabase-js with the mails of an auth-service that confirms no address by itself. */
class SupabaseMailIT {

  @Test
  @Tag("B19")
  @Tag("B20")
  @Tag("B30")
  void anUnmodifiedSupabaseJsConfirmsRecoversAndSignsInByMail() throws Exception {
    try (Replica auth = Replica.start(Service.AUTH, confirming(Map.of())).ready()) {
      NodeScripts.run("supabase-mail.mjs", somebody(auth));
    }
  }

  @Test
  @Tag("B21")
  @Tag("B25")
  void anUnmodifiedSupabaseJsConvertsAnAnonymousAccountAndMovesItByOneMailbox() throws Exception {
    Map<String, String> more =
        Map.of(
            "leadignite.auth.anonymous.enabled", "true",
            "leadignite.auth.mail.secure-email-change", "false");
    try (Replica auth = Replica.start(Service.AUTH, confirming(more)).ready()) {
      NodeScripts.run("supabase-conversion.mjs", somebody(auth));
    }
  }

  @Test
  void supabaseAuthOfPythonConfirmsSignsInEnrolsAFactorAndRefreshes() throws Exception {
    Map<String, String> oathtool =
        Map.of("OATHTOOL", Programs.need("oathtool", "oathtool").toString());
    try (Replica auth = Replica.start(Service.AUTH, confirming(Map.of())).ready()) {
      Map<String, String> environment = new HashMap<>(somebody(auth));
      environment.putAll(oathtool);
      PythonScripts.run("second_factor.py", environment);
    }
  }

  @Test
  void supabaseAuthOfPythonRunsAgainstTheCompatibilityProfile() throws Exception {
    String number = "+14155550100";
    String code = "123456";
    String secret = Person.newPassword() + Person.newPassword();
    Map<String, String> settings =
        Map.of(
            "leadignite.auth.compatibility.enabled",
            "true",
            "leadignite.auth.mail.autoconfirm",
            "true",
            "leadignite.auth.anonymous.enabled",
            "true",
            "leadignite.auth.phone.enabled",
            "true",
            "leadignite.auth.password.min-length",
            "6",
            "leadignite.auth.password.min-guesses",
            "0",
            "leadignite.auth.password.breached.refused",
            "false",
            "leadignite.auth.compatibility.jwt-secret",
            secret,
            "leadignite.auth.compatibility.algorithm",
            "HS256",
            "leadignite.auth.compatibility.test-codes.\"" + number + "\"",
            code);
    try (Replica auth = Replica.start(Service.AUTH, settings).ready()) {
      Map<String, String> environment = new HashMap<>(somebody(auth));
      environment.put("JWT_SECRET", secret);
      environment.put("NUMBER", number);
      environment.put("CODE", code);
      PythonScripts.run("compatibility.py", environment);
    }
  }

  private static Map<String, String> confirming(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("leadignite.auth.mail.autoconfirm", "false");
    return settings;
  }

  private static Map<String, String> somebody(Replica auth) {
    return Map.of(
        "AUTH_URL", auth.url().toString(),
        "EMAIL", Person.newEmail(),
        "PASSWORD", Person.newPassword(),
        "NEW_PASSWORD", Person.newPassword());
  }
}
