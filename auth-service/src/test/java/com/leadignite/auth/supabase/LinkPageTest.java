package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class LinkPageTest {

  private static final String TARGET = "https://app.example.com/cb";

  @Inject LinkPage page;

  @ParameterizedTest
  @Tag("B19")
  @CsvSource({
    "https://app.example.com/cb?a=b, https://app.example.com",
    "http://localhost:3000/, http://localhost:3000",
    "myapp://callback/x, myapp:",
    "com.example.app:/oauth, com.example.app:",
    // A scheme alone would let the form lead to every site.
    "HTTPS://app.example.com/, https://app.example.com",
    "Http://localhost:3000/, http://localhost:3000",
    // An app's scheme that begins like the web's has an authority of any form.
    "httpx://a;script-src/, httpx:",
    "https-app://callback, https-app:"
  })
  void itsFormLeadsToUsAndWhereTheLinkDoesAndNowhereElse(String target, String source) {
    assertEquals(
        "default-src 'none'; form-action 'self' "
            + source
            + "; frame-ancestors 'none'; base-uri 'none'",
        LinkPage.policy(target));
  }

  /** What the link's address says stands on the page as text. */
  @ParameterizedTest
  @ValueSource(
      strings = {"<script>alert(1)</script>", "\"><form action=https://evil.org>", "' onclick='x"})
  void nothingOfTheAddressIsMarkup(String text) {
    String html = page.of(text, text, TARGET + "?x=" + text);

    assertFalse(html.contains(text), html);
    assertEquals(1, html.split("<form", -1).length - 1);
    assertFalse(html.contains("<script"), html);
  }

  @Test
  void postsToItsOwnPath() {
    String html = page.of("a-token", "recovery", TARGET);

    assertTrue(html.contains("action=\"/auth/v1/verify/link\""), html);
    assertTrue(html.contains("method=\"post\""), html);
    assertTrue(html.contains("Set a new password"), html);
  }

  @Test
  void hasATitleForATypeOfALaterVersion() {
    assertTrue(page.of("a-token", "hologram", TARGET).contains("Continue"));
  }
}
