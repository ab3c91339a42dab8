package com.leadignite.acceptance;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions in cookies, over https, in Chromium. */
class CookiesIT {

  @Test
  @Tag("B26")
  void aPageOfTheFrontEndHasASessionThatNoScriptCanReadAndNoOtherPageCanUse() throws Exception {
    Platform platform = Platform.ownOnly();
    Path chromium = Programs.need("Chromium", "chromium", "chromium-browser", "google-chrome");
    NodeScripts.run(
        "cookies.mjs",
        Map.of(
            "CHROMIUM", chromium.toString(),
            "HTTPS_URL", platform.stack().httpsUrl().orElseThrow().toString(),
            "CERTIFICATE", platform.stack().certificate().toString(),
            "KEY", platform.stack().certificateKey().toString(),
            "ALLOWED_ORIGIN", platform.allowedHttpsOrigin(),
            "EMAIL", Person.newEmail(),
            "OTHER_EMAIL", Person.newEmail(),
            "PASSWORD", Person.newPassword()));
  }
}
