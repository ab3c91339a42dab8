package com.leadignite.auth.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectPatternTest {

  private static boolean allows(String pattern, String target) {
    return RedirectPattern.target(target)
        .filter(RedirectPattern.parse(pattern)::allows)
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://one.example/cb, https://one.example/cb",
    "https://one.example:8443/cb, https://one.example:8443/cb",
    "https://[::1]:3000/**, https://[::1]:3000/a",
    "https://one.example/cb?from=*, https://one.example/cbXfrom=mail",
    "https://one.example/cb**, https://one.example/cb?from=mail&a=b.c",
    "com.example.app:/oauth/*, com.example.app:/oauth/done",
    "com.example.app:oauth, com.example.app:oauth",
    "myapp:///**, myapp:///auth/done",
    "myapp://, myapp://",
    "myapp://, myapp:///",
    "myapp://**, myapp://",
    "myapp:///**, myapp://?from=mail",
    "exp://192.168.1.*:8081/--/**, exp://192.168.1.20:8081/--/auth"
  })
  void allowsWhatItDescribes(String pattern, String target) {
    assertTrue(allows(pattern, target), () -> pattern + " " + target);
  }

  @ParameterizedTest
  @Tag("B19")
  @CsvSource({
    // No wildcard reaches from one part of an address into another.
    "https://**.example.org/, https://evil.org/x.example.org/",
    "https://**, https://one.example/a",
    "https://one.example**/, https://one.example/a/",
    "https://one.example/*, https://one.example/a?b=c.d",
    "https://one.example/cb?, https://one.example/cb/",
    "https://one.example/cb?, https://one.example/cb",
    // Paths are compared as they are written, hosts are not.
    "https://one.example/CB, https://one.example/cb",
    "com.example.app:/oauth, com.example.app://oauth",
    "com.example.app:/oauth, com.example.apps:/oauth",
    "myapp://callback, myapp2://callback",
    "myapp:///**, myapp://evil/auth",
    "myapp://callback, myapp://",
    "myapp://, myapp://callback",
    "https://**, https://",
    "https:///**, https://evil.org/",
    // What means something in a regular expression means itself.
    "https://one.example/(cb|xx), https://one.example/xx",
    "https://one.example/a+, https://one.example/aa",
    "https://one.example/\\Q**, https://one.example/a",
    "https://oneXexample/, https://one.example/"
  })
  void allowsNothingElse(String pattern, String target) {
    assertFalse(allows(pattern, target), () -> pattern + " " + target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "one.example",
        "//one.example/",
        "1https://one.example/",
        "javascript:**",
        "JavaScript://one.example/**",
        "data:**",
        "vbscript:**",
        "file:///**",
        "blob:**",
        "about:blank",
        "view-source:https://one.example/",
        "filesystem:**"
      })
  void refusesEntriesThatNobodyMayBeSentTo(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> RedirectPattern.parse(pattern));
  }

  @ParameterizedTest
  @Tag("B19")
  @ValueSource(
      strings = {
        "",
        "a path",
        "/a",
        "https:",
        "https:///a",
        "https://",
        "https://one.example/\u00e4",
        "https://one.example/a b",
        "https://one.example/\u0000",
        "https://one.example\u007f/",
        "https://one.example/%zz",
        "https://one.example/..",
        "https://one.example/a/./b",
        "https://one.example/a/%2E%2e/b",
        "https://one.example/a/.%2e",
        "https://user:secret@one.example/",
        "https://@one.example/",
        "https://one.example\\@evil.org/",
        "JAVASCRIPT:alert(1)",
        "Data:text/html,x"
      })
  void knowsNoTargetThatBrowsersMayReadOtherwise(String target) {
    assertEquals(Optional.empty(), RedirectPattern.target(target));
  }

  @Test
  void readsTargetsOfUpTo2048Characters() {
    String longest = "https://one.example/" + "a".repeat(2048 - 20);

    assertTrue(RedirectPattern.target(longest).isPresent());
    assertEquals(Optional.empty(), RedirectPattern.target(longest + "a"));
  }

  @Test
  void aTargetHasNoFragment() {
    assertEquals(
        Optional.of(URI.create("https://one.example/a?b=c")),
        RedirectPattern.target("https://one.example/a?b=c#access_token=x#y"));
  }

  /**
   * However an address is made up of what means something in one, a pattern of one host leads to
   * that host.
   */
  @ParameterizedTest
  @Tag("B19")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aPatternOfAHostLeadsToThatHostWhateverIsMadeUp(long seed) {
    List<String> parts =
        List.of(
            "https:",
            "HTTPS:",
            "http:",
            "//",
            "/",
            "\\",
            "@",
            ":",
            "443",
            "?",
            "#",
            ".",
            "..",
            "%2e",
            "%00",
            "%0a",
            "one.example",
            "ONE.example",
            "evil.org",
            "a",
            "*",
            "[::1]",
            ";",
            "&",
            "=",
            "'",
            "(",
            "~",
            "xn--");
    RedirectPattern pattern = RedirectPattern.parse("https://one.example/**");
    Random random = new Random(seed);
    int allowed = 0;

    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://one.example/" : "");
      for (int part = random.nextInt(7); part >= 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      Optional<URI> target = RedirectPattern.target(text.toString()).filter(pattern::allows);
      allowed += target.isPresent() ? 1 : 0;
      target.ifPresent(uri -> {
        assertEquals("one.example", uri.getHost().toLowerCase(Locale.ROOT), text::toString);
        assertEquals("https", uri.getScheme().toLowerCase(Locale.ROOT), text::toString);
        assertNull(uri.getRawUserInfo(), text::toString);
        assertTrue(uri.getPort() == -1, text::toString);
        assertNull(uri.getRawFragment(), text::toString);
        assertTrue(uri.toString().chars().noneMatch(c -> c <= ' ' || c == '\\'), text::toString);
      });
    }

    assertTrue(allowed > 100, "some are allowed, or nothing is shown");
  }

  /** An entry that an operator wrote with many wildcards is no way to keep a thread busy. */
  @Test
  @Tag("B39")
  void comparesTheLongestTargetWithManyWildcardsSoon() {
    RedirectPattern pattern = RedirectPattern.parse("https://one.example/**a**b**c");
    URI target = RedirectPattern.target("https://one.example/" + "ab".repeat(1000)).orElseThrow();

    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertFalse(pattern.allows(target)));
  }

  @ParameterizedTest
  @CsvSource({
    // A single star is part of a segment, a label or a file's name.
    "https://one.example/*/b, https://one.example/a/b, true",
    "https://one.example/*/b, https://one.example//b, true",
    "https://one.example/*/b, https://one.example/a/c/b, false",
    "https://one.example/*.html, https://one.example/a.html, true",
    "https://one.example/*.html, https://one.example/a.b.html, false",
    "https://one.example/**.html, https://one.example/a/b.c.html, true",
    "https://*.one.example/, https://.one.example/, false",
    "https://*.one.example/, https://one.example/, false",
    "https://*one.example/, https://someone.example/, true",
    "https://one.example:*/, https://one.example:8443/, true",
    "https://one.example:*/, https://one.example/, false",
    "https://one.example/***, https://one.example/a/b, true",
    "https://one.example, https://one.example, true",
    "https://one.example, https://one.example?a=b, false",
    "https://one.example/?a=*, https://one.example/xa=b, true"
  })
  void readsWildcardsAsSupabaseAuthDoes(String pattern, String target, boolean allowed) {
    assertEquals(allowed, allows(pattern, target), () -> pattern + " " + target);
  }
}
