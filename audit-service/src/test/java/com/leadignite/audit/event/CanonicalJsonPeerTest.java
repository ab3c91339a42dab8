package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.audit.event.CanonicalJson.NotCanonical;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our canonical form compared with that of the JCS reference implementation's Java port, which
 * shares no code with it: hashes over events can be repeated with either.
 */
final class CanonicalJsonPeerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 2_000;
  private static final int NUMBERS = 100_000;

  private static String ours(String json) throws IOException, NotCanonical {
    return CanonicalJson.of(JSON.readTree(json), 100, 10_000_000);
  }

  private static String peers(String json) throws IOException {
    return new JsonCanonicalizer(json).getEncodedString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[],{},[{}],{\"\":[]}]",
        "{\"\":\"\",\" \":\" \",\"\\t\":\"\\t\"}",
        "[true,false,null]",
        "[0,-0,0.0,-0.0,0e5,-0e-5]",
        "[1,1.0,10e-1,0.1e1,1E0,1E+0,1E-0]",
        "[1e20,1e21,1e22,123456789e12,0.000001,0.0000001,1e-6,1e-7,0.00000123]",
        "[2.2250738585072014e-308,1.7976931348623157e308]",
        "[1.7976931348623157e308,1.7976931348623158e308,9007199254740993.0,0.1,0.3]",
        "[8.41e21,2.0e-3,9.5e-7,1e23,5e22,4.35,0.5,1.0E-10]",
        // Names by UTF-16 code units: U+1F600 begins with D83D and comes before U+FB33.
        "{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\uffff\":3,\"\\ue000\":4,\"\\ud7ff\":5,\"\\udbff\\udfff\":6}",
        "{\"a\":1,\"A\":2,\"aa\":3,\"\\u00e4\":4,\"a\\u0308\":5,\"\\u0000\":6,\"\\u007f\":7,\"1\":8,\"10\":9,\"2\":10}",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001f\\u007f\\u0080\"]",
        "[\"\\u2028\\u2029\\ufeff\\u00ad\\u200b\\u202e\\ufffd\\uffff\\ufffe\"]",
        "[\"</script><!--\",\"\\u003c\\u0026\\u0027\",\"\\u00E9\\u00e9e\\u0301\"]",
        " \t\r\n{ \"b\" : [ 1 , 2 ] , \"a\" : { } }\n",
      })
  void agreesOnWhatIsNasty(String json) throws Exception {
    assertEquals(peers(json), ours(json), json);
  }

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesOnGeneratedDocuments(int seed) throws Exception {
    var documents = new GeneratedJson(new Random(seed));
    for (int i = 0; i < DOCUMENTS; i++) {
      String json = documents.next();

      String canonical = ours(json);

      assertEquals(peers(json), canonical, json);
      assertEquals(canonical, peers(canonical), json);
    }
  }

  /** The powers of two and ten and their neighbours, where the number of digits changes. */
  @Test
  void agreesOnNumbersAroundThePowers() throws Exception {
    for (int power = -307; power <= 308; power++) {
      agreeAround(Double.parseDouble("1e" + power));
    }
    for (int power = Double.MIN_EXPONENT; power <= Double.MAX_EXPONENT; power++) {
      agreeAround(Math.scalb(1.0, power));
    }
  }

  @Test
  void agreesOnRandomNumbers() throws Exception {
    var random = new Random(754);
    for (int i = 0; i < NUMBERS; i++) {
      agreeOn(Double.longBitsToDouble(random.nextLong()));
      agreeOn(Double.parseDouble(random.nextLong(1L << 54) + "e" + (random.nextInt(60) - 40)));
    }
  }

  private static void agreeAround(double number) throws Exception {
    agreeOn(Math.nextDown(number));
    agreeOn(number);
    agreeOn(Math.nextUp(number));
  }

  /** Not on subnormal numbers: the other implementation writes 1e-320 wrong and hangs on others. */
  private static void agreeOn(double number) throws Exception {
    if (Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL) {
      String json = "[" + number + "]";
      assertEquals(peers(json), ours(json), json);
    }
  }

  /**
   * RFC 8785 asks for I-JSON (RFC 7493) and leaves to us what to do with anything else. The other
   * implementation rounds such integers, and passes lone surrogates on; we refuse both, because
   * what was hashed would not be what was sent.
   */
  @ParameterizedTest
  @ValueSource(strings = {"[9007199254740993]", "[\"\\ud800\"]", "{\"\\udc00\":1}"})
  void refusesWhatIsNoInteroperableJson(String json) {
    assertThrows(NotCanonical.class, () -> ours(json));
  }
}
