package com.leadignite.auth.captcha;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pbkdf2Test {

  /** RFC 7914, section 11: the first half of each. */
  @ParameterizedTest
  @CsvSource({
    "passwd,salt,1,55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
    "Password,NaCl,80000,4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
  })
  void derivesWhatTheStandardSays(String password, String salt, int iterations, String key) {
    byte[] derived =
        Pbkdf2.firstBlock(
            password.getBytes(StandardCharsets.US_ASCII),
            salt.getBytes(StandardCharsets.US_ASCII),
            iterations);

    assertEquals(key, HexFormat.of().formatHex(derived));
  }
}
