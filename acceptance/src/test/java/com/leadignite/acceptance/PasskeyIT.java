package com.leadignite.acceptance;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Passkeys in Chromium, by an unmodified supabase-js and an authenticator that is not ours. */
@ResourceLock(Platform.ALLOWED_ORIGIN)
class PasskeyIT {

  @Test
  @Tag("B21")
  @Tag("B30")
  void supabaseJsRegistersShowsAndRemovesPasskeys() throws Exception {
    Path chromium = Programs.need("Chromium", "chromium", "chromium-browser", "google-chrome");
    NodeScripts.run(
        "passkeys.mjs",
        Map.of(
            "CHROMIUM", chromium.toString(),
            "ALLOWED_ORIGIN", Platform.shared().allowedOrigin(),
            "EMAIL", Person.newEmail(),
            "OTHER_EMAIL", Person.newEmail(),
            "PASSWORD", Person.newPassword()));
  }
}
