package com.leadignite.auth.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtpAuthUriTest {

  private static final String SECRET = "GEZDGNBVGY3TQOJQ";

  @Test
  void hasWhatAppsRead() {
    assertEquals(
        "otpauth://totp/Acme:ada%40example.com"
            + "?algorithm=SHA1&digits=6&issuer=Acme&period=30&secret="
            + SECRET,
        OtpAuthUri.of("Acme", "ada@example.com", SECRET));
  }

  /** A name of a person's choice must neither end the label nor add a parameter. */
  @ParameterizedTest
  @ValueSource(
      strings = {"A:B", "A?secret=AAAA", "A&secret=AAAA", "A#B", "A/B", "A%3AB", "A B", "A+B", "Ä"})
  void keepsNamesInTheirPlace(String name) {
    URI uri = URI.create(OtpAuthUri.of(name, name, SECRET));

    assertEquals("/" + name + ":" + name, uri.getPath());
    assertEquals(5, uri.getRawQuery().split("&", -1).length);
    assertEquals(
        "algorithm=SHA1&digits=6&issuer=" + name + "&period=30&secret=" + SECRET, uri.getQuery());
    assertEquals(1, uri.getRawPath().chars().filter(c -> c == ':').count());
  }
}
