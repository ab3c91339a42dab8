package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Canonical JSON (RFC 8785, JCS): equal content has equal bytes, so that anybody can repeat a hash
 * over it. The canonical form is the text's UTF-8 encoding.
 */
final class CanonicalJson {

  /** The largest integer that every JSON reader reads as itself (RFC 7493, section 2.2). */
  private static final long LARGEST = (1L << 53) - 1;

  private final StringBuilder text = new StringBuilder();
  private final int deepest;
  private final int longest;

  private CanonicalJson(int deepest, int longest) {
    this.deepest = deepest;
    this.longest = longest;
  }

  /**
   * The canonical text of a value.
   *
   * @param deepest how many objects and arrays may be nested in each other
   * @param longest how many characters the text may have
   * @throws NotCanonical if the value is nested deeper, its text is longer, or it has a number or a
   *     string that I-JSON (RFC 7493) excludes: an integer beyond 2⁵³−1, infinity, a lone surrogate
   */
  static String of(JsonNode value, int deepest, int longest) throws NotCanonical {
    var canonical = new CanonicalJson(deepest, longest);
    canonical.value(value, 0);
    canonical.checkLength();
    return canonical.text.toString();
  }

  private void value(JsonNode value, int depth) throws NotCanonical {
    if (depth > deepest) {
      throw new NotCanonical("is nested too deeply");
    }
    checkLength();
    switch (value.getNodeType()) {
      case OBJECT -> object(value, depth);
      case ARRAY -> array(value, depth);
      case STRING -> string(value.textValue());
      case NUMBER -> number(value);
      case BOOLEAN, NULL -> text.append(value.asText());
      case BINARY, MISSING, POJO -> throw new NotCanonical("is no JSON");
    }
  }

  private void object(JsonNode object, int depth) throws NotCanonical {
    String[] names = new String[object.size()];
    int i = 0;
    for (var member : object.properties()) {
      names[i++] = member.getKey();
    }
    // By UTF-16 code units, which is the order that section 3.2.3 asks for.
    Arrays.sort(names);
    text.append('{');
    String separator = "";
    for (String name : names) {
      text.append(separator);
      string(name);
      text.append(':');
      value(object.get(name), depth + 1);
      separator = ",";
    }
    text.append('}');
  }

  private void array(JsonNode array, int depth) throws NotCanonical {
    text.append('[');
    String separator = "";
    for (JsonNode element : array) {
      text.append(separator);
      value(element, depth + 1);
      separator = ",";
    }
    text.append(']');
  }

  private void string(String string) throws NotCanonical {
    text.append('"');
    int plain = 0;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == string.length()
            || !Character.isLowSurrogate(string.charAt(i + 1))) {
          throw new NotCanonical("has a lone surrogate");
        }
        i++;
      } else if (c < ' ' || c == '"' || c == '\\') {
        text.append(string, plain, i);
        escape(c);
        plain = i + 1;
      }
    }
    text.append(string, plain, string.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> text.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
    }
  }

  /** At each value, so that no text is made that is much longer than its bound. */
  private void checkLength() throws NotCanonical {
    if (text.length() > longest) {
      throw new NotCanonical("is longer than " + longest + " characters");
    }
  }

  private void number(JsonNode number) throws NotCanonical {
    if (number.isIntegralNumber()) {
      long value = number.longValue();
      if (!number.canConvertToLong() || value > LARGEST || value < -LARGEST) {
        throw new NotCanonical("has an integer beyond 2^53-1; send it as a string");
      }
      text.append(value);
      return;
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new NotCanonical("has a number that is too large");
    }
    text.append(number(value));
  }

  /** A number as ECMAScript writes it (ECMA-262, Number::toString), which JCS follows. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    // Double.toString gives the shortest digits that read back as the same number, as ECMAScript
    // does, but at least two of them: 4.9E-324, for which 5e-324 is enough.
    double magnitude = Math.abs(value);
    var shortest = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    BigDecimal oneDigit = shortest.round(new MathContext(1));
    if (shortest.precision() == 2 && oneDigit.doubleValue() == magnitude) {
      shortest = oneDigit.stripTrailingZeros();
    }
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + withPoint(digits, point);
  }

  private static String withPoint(String digits, int point) {
    if (point > 21 || point <= -6) {
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    return String.join(".", List.of(digits.substring(0, point), digits.substring(point)));
  }

  /** A value has no canonical form; the message says why, without the value. */
  static final class NotCanonical extends Exception {

    private static final long serialVersionUID = 1L;

    NotCanonical(String message) {
      super(message);
    }
  }
}
