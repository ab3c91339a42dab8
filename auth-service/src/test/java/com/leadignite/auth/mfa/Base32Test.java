package com.leadignite.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Any bytes can be had back from it, bit by bit. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void losesNoBit(long seed) {
    Random random = new Random(seed);
    for (int length = 0; length < 70; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);

      String text = Base32.encode(bytes);

      assertEquals((length * 8 + 4) / 5, text.length());
      assertEquals(new BigInteger(1, bytes), decoded(text, length));
    }
  }

  private static BigInteger decoded(String text, int length) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      bits =
          bits.shiftLeft(5)
              .add(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i))));
    }
    return bits.shiftRight(text.length() * 5 - length * 8);
  }
}
