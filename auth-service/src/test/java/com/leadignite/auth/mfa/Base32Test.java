package com.leadignite.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base32Test {

  /** RFC 4648, section 10, without the padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void encodesAsTheStandardDoes(String bytes, String text) {
    assertEquals(text, Base32.encode(bytes.getBytes(US_ASCII)));
  }

  @Test
  void encodesBytesWithTheHighestBit() {
    assertEquals("77777777", Base32.encode(new byte[] {-1, -1, -1, -1, -1}));
  }
}
