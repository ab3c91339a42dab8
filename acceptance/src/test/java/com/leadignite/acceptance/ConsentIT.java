package com.leadignite.acceptance;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page on which people let a partner's program act for them, in Chromium. */
@ResourceLock(Platform.ALLOWED_ORIGIN)
class ConsentIT {

  @Test
  @Tag("B30")
  void aPersonLetsAPartnerActForThemOrRefuses() throws Exception {
    Path chromium = Programs.need("Chromium", "chromium", "chromium-browser", "google-chrome");
    NodeScripts.run(
        "consent.mjs",
        Map.of(
            "CHROMIUM", chromium.toString(),
            "ALLOWED_ORIGIN", Platform.ownOnly().allowedOrigin(),
            "EMAIL", Person.newEmail(),
            "PASSWORD", Person.newPassword()));
  }
}
