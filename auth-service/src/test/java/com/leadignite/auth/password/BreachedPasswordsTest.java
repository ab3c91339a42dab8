package com.leadignite.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachedPasswordsTest {

  /** Lines of the list, from its beginning, its middle and its end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "12345678",
        "yqxV5KRsI6Ft",
        "zweRTfc5N4n7u6#q",
        "XTHNBR300685YBRBNF",
        "z89028206402"
      })
  void containWhatIsInTheList(String password) {
    assertTrue(BreachedPasswords.contain(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"YQXV5KRSI6FT", "yqxv5krsi6ft", "PASSWORD"})
  void containItInCapitalsToo(String password) {
    assertTrue(BreachedPasswords.contain(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a long enough secret", "correct horse battery staple", "xK9#mQ2$vL7p"})
  void doNotContainOthers(String password) {
    assertFalse(BreachedPasswords.contain(password));
  }

  @Test
  void takeOneOfAHundredThousandOthersForOneOfThem() throws IOException {
    BloomFilter filter;
    try (InputStream in = BreachedPasswords.class.getResourceAsStream("breached-passwords.bloom")) {
      filter = BloomFilter.read(in);
    }
    assertEquals(474_743, filter.size());
    assertEquals(1e-5, filter.falsePositives(), 1e-6);

    Random random = new Random(1);
    byte[] bytes = new byte[12];
    int taken = 0;
    for (int i = 0; i < 1_000_000; i++) {
      random.nextBytes(bytes);
      if (filter.contains(HexFormat.of().formatHex(bytes))) {
        taken++;
      }
    }

    // Ten are expected; that these would be more than 25 of a filter that is right is one in
    // 50,000.
    assertTrue(taken <= 25, "took " + taken);
  }
}
