package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.audit.event.CanonicalJson.NotCanonical;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static String canonical(String json) throws Exception {
    return CanonicalJson.of(JSON.readTree(json), 8, 100_000);
  }

  @Test
  void agreesWithTheExampleOfRfc8785Section3() throws Exception {
    String canonical =
        canonical(
            """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
              "literals": [null, true, false]
            }
            """);

    assertEquals(
        """
        {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
        "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}\
        """,
        canonical);
  }

  @Test
  void sortsNamesByUtf16AsRfc8785Section323Shows() throws Exception {
    String canonical =
        canonical(
            """
            {"\\u20ac": 1, "\\r": 2, "\\ufb33": 3, "1": 4, "\\ud83d\\ude00": 5, "\\u0080": 6, "\\u00f6": 7}
            """);

    assertEquals(
        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}", canonical);
  }

  // IEEE 754 bit patterns and their texts: RFC 8785, appendix B.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
  })
  void writesNumbersAsEcmaScriptDoes(String bits, String text) {
    assertEquals(
        text, CanonicalJson.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
  }

  @Test
  void writesEveryNumberSoThatItReadsBackAsItself() {
    var random = new Random(8785);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertEquals(number, Double.parseDouble(CanonicalJson.number(number)));
      }
    }
  }

  // ECMA-262, Number::toString: of the digits that read back as the number, as few as can be.
  @Test
  void writesSubnormalNumbersWithAsFewDigitsAsReadBack() {
    var random = new Random(8785);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong(1, 1L << (1 + random.nextInt(52))));

      var written = new BigDecimal(CanonicalJson.number(number));

      assertEquals(number, written.doubleValue());
      int fewer = written.stripTrailingZeros().precision() - 1;
      for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
        assertTrue(
            fewer == 0 || written.round(new MathContext(fewer, mode)).doubleValue() != number,
            written::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740992",
        "-9007199254740992",
        "-9223372036854775808",
        "9223372036854775807",
        "123456789012345678901234567890",
        "1e400",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "{\"\\ud800\": 1}",
        "[[[[[[[[[1]]]]]]]]]",
      })
  void refusesWhatHasNoCanonicalForm(String json) {
    assertThrows(NotCanonical.class, () -> canonical(json));
  }

  @Test
  void keepsTheLargestIntegerThatAllReadersAgreeOn() throws Exception {
    assertEquals(
        "[9007199254740991,-9007199254740991]", canonical("[9007199254740991, -9007199254740991]"));
  }
}
