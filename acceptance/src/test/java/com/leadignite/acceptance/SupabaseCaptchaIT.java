package com.leadignite.acceptance;

import com.leadignite.stack.Service;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** supabase-js with proofs of work that somebody else's library does. */
class SupabaseCaptchaIT {

  @Test
  @Tag("B30")
  void anUnmodifiedSupabaseJsPassesProofsOfWork() throws Exception {
    Map<String, String> settings =
        Map.of(
            "leadignite.auth.mail.autoconfirm", "true",
            "leadignite.auth.captcha.enabled", "true",
            // All scripts have one address, and others guess as well.
            "leadignite.auth.captcha.address-failures", "1000000",
            "leadignite.auth.captcha.always", "sign-up,recovery");
    try (Replica auth = Replica.start(Service.AUTH, settings).ready()) {
      NodeScripts.run(
          "supabase-captcha.mjs",
          Map.of(
              "AUTH_URL", auth.url().toString(),
              "EMAIL", Person.newEmail(),
              "PASSWORD", Person.newPassword()));
    }
  }
}
