package com.leadignite.acceptance;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same client in Chromium: CORS, readable headers, and Swagger UI. */
@ResourceLock(Platform.ALLOWED_ORIGIN)
class BrowserIT {

  @Test
  void supabaseJsWorksInABrowserOnAnAllowedOriginAndOnNoOther() throws Exception {
    Path chromium = Programs.need("Chromium", "chromium", "chromium-browser", "google-chrome");
    NodeScripts.run(
        "browser.mjs",
        Map.of(
            "CHROMIUM", chromium.toString(),
            "ALLOWED_ORIGIN", Platform.shared().allowedOrigin(),
            "EMAIL", Person.newEmail(),
            "PASSWORD", Person.newPassword()));
  }
}
