package com.leadignite.auth.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.testing.Settings;
import com.leadignite.auth.token.IssuerConfig;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

  private static final String SITE = "https://app.example.com";

  private static Redirects allowing(String list) {
    return of(SITE, list);
  }

  private static Redirects of(String site, String list) {
    return new Redirects(
        Settings.of(
            IssuerConfig.class,
            Map.of("leadignite.auth.site-url", site, "leadignite.auth.issuer", SITE + "/auth/v1")),
        Settings.of(RedirectConfig.class, Map.of("leadignite.auth.redirect-allow-list", list)));
  }

  private static boolean isAllowed(String pattern, String target) {
    return allowing(pattern).target(target).equals(target);
  }

  @ParameterizedTest
  @CsvSource({
    "https://one.example/cb, https://one.example/cb",
    "https://one.example, https://one.example/",
    "https://one.example/, https://one.example",
    "https://*.example.org/, https://a.example.org/",
    "https://**.example.org/, https://a.b.example.org/",
    "https://a?.example.org/, https://a1.example.org/",
    "http://localhost:3000/*, http://localhost:3000/welcome",
    "http://localhost:3000/**, http://localhost:3000/a/b.html?c=d",
    "https://ONE.example/cb, https://one.EXAMPLE/cb",
    "myapp://callback/**, myapp://callback/a/b",
    "com.example.app:/oauth, com.example.app:/oauth",
  })
  void allowsWhatTheListNames(String pattern, String target) {
    assertEquals(true, isAllowed(pattern, target), () -> pattern + " " + target);
  }

  @ParameterizedTest
  @Tag("B19")
  @CsvSource({
    "https://one.example/cb, https://one.example/cbx",
    "https://one.example/cb, https://one.example/cb/",
    "https://one.example/cb, https://one.example/cb?a=b",
    "https://one.example/cb, http://one.example/cb",
    "https://one.example/cb, https://one.example:444/cb",
    "https://one.example/cb, https://one.example.evil.org/cb",
    "https://one.example/**, https://one.example@evil.org/cb",
    "https://one.example/**, https://evil.org/one.example/",
    "https://one.example/**, https://one.example/a/../b",
    "https://one.example/**, https://one.example/a/%2e%2E/b",
    "https://*.example.org/, https://a.b.example.org/",
    "https://**.example.org/**, https://evil.org/a.example.org/",
    "https://**.example.org/**, https://evil.org?a.example.org/",
    "https://**.example.org/**, https://evilexample.org/",
    "https://*.example.org/*, https://a.example.org/b/c",
    "https://*.example.org/*, https://a.example.org/b.html",
    "http://localhost:3000/**, http://localhost:30000/",
    "http://localhost:3000/**, http://localhost:3000.evil.org/",
    "**://**, https://evil.org/",
  })
  void refusesWhatItDoesNot(String pattern, String target) {
    String list = pattern.startsWith("**") ? "https://one.example/" : pattern;

    assertEquals(SITE, allowing(list).target(target), () -> pattern + " " + target);
  }

  @ParameterizedTest
  @Tag("B19")
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.org/",
        "/\\evil.org",
        "https:\\\\evil.org",
        "https://evil.org\t/",
        "https://app.example.com\n.evil.org/",
        "https://app.example.com.evil.org/",
        "https://app.example.com:444/",
        "https://user@app.example.com/",
        "http://app.example.com/",
        "https://xn--app-.example.com\u3002evil.org/",
        "nonsense"
      })
  void sendsToTheSiteInstead(String target) {
    assertEquals(SITE, allowing("https://one.example/").target(target));
  }

  @Test
  void allowsTheSiteItselfWithoutTheFragment() {
    assertEquals(SITE + "/a?b=c", allowing("").target(SITE + "/a?b=c#d"));
  }

  /** Hosts and schemes have no case, and a port that is the scheme's own is none. */
  @ParameterizedTest
  @CsvSource({
    "https://App.Example.com, https://app.example.com/a",
    "HTTPS://app.example.com, https://app.example.com/a",
    "https://app.example.com, HTTPS://APP.example.com:443/a",
    "https://app.example.com:443, https://app.example.com/a",
    "http://localhost:3000, http://LOCALHOST:3000/a"
  })
  void knowsItsSiteHoweverItIsWritten(String site, String target) {
    assertEquals(target, of(site, "").target(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:**", "**", "example.com/**"})
  void refusesToStartWithAnEntryThatIsNone(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> allowing(pattern));
  }
}
