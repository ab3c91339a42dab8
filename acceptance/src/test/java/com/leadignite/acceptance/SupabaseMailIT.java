package com.leadignite.acceptance;

import com.leadignite.stack.Service;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** supabase-js with the mails of an auth-service that confirms no address by itself. */
class SupabaseMailIT {

  private static final String MANY = "1000000";

  @Test
  @Tag("B19")
  @Tag("B20")
  @Tag("B30")
  void anUnmodifiedSupabaseJsConfirmsRecoversAndSignsInByMail() throws Exception {
    Map<String, String> settings =
        Map.of(
            "leadignite.auth.mail.autoconfirm", "false",
            "leadignite.limits.\"mail\".permits", MANY,
            "leadignite.limits.\"verify\".permits", MANY);
    try (Replica auth = Replica.start(Service.AUTH, settings).ready()) {
      NodeScripts.run(
          "supabase-mail.mjs",
          Map.of(
              "AUTH_URL", auth.url().toString(),
              "EMAIL", Person.newEmail(),
              "PASSWORD", Person.newPassword(),
              "NEW_PASSWORD", Person.newPassword()));
    }
  }
}
