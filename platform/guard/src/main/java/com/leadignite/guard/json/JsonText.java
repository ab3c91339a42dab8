package com.leadignite.guard.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Refuses JSON whose strings are no Unicode text: U+0000, which PostgreSQL cannot store, and lone
 * surrogates, which no UTF-8 can carry, escaped or raw, in values and in names. Also refuses every
 * encoding but UTF-8 (RFC 8259, section 8.1), so that this cannot be got round by another one. It
 * looks at the input as a whole before the parser does, because a parser has a dozen ways from
 * input to text (records, maps, trees, names) and a check in each of them is one forgotten.
 */
final class JsonText extends InputDecorator {

  private static final long serialVersionUID = 1L;

  @Override
  public InputStream decorate(IOContext context, InputStream input) throws IOException {
    byte[] json = input.readAllBytes();
    check(json, 0, json.length);
    return new ByteArrayInputStream(json);
  }

  @Override
  public @Nullable InputStream decorate(IOContext context, byte[] json, int offset, int length)
      throws IOException {
    check(json, offset, length);
    return null;
  }

  @Override
  public Reader decorate(IOContext context, Reader input) throws IOException {
    StringBuilder json = new StringBuilder();
    char[] buffer = new char[2048];
    for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
      json.append(buffer, 0, n);
    }
    checkEscapes(json);
    return new StringReader(json.toString());
  }

  private static void check(byte[] json, int offset, int length) throws IOException {
    boolean plain = true;
    for (int i = offset; i < offset + length; i++) {
      byte b = json[i];
      if (b == 0) {
        throw refusal("a NUL byte: send UTF-8");
      }
      plain &= b > 0 && b != '\\';
    }
    if (!plain) {
      checkEscapes(decode(json, offset, length));
    }
  }

  private static CharSequence decode(byte[] json, int offset, int length) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json, offset, length));
    } catch (CharacterCodingException e) {
      throw refusal("bytes that are no UTF-8");
    }
  }

  private static void checkEscapes(CharSequence json) throws IOException {
    boolean highBefore = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\' && i + 1 < json.length()) {
        i++;
        if (json.charAt(i) == 'u' && i + 4 < json.length()) {
          c = escaped(json, i + 1);
          i += 4;
          if (c == 0) {
            throw refusal("U+0000");
          }
        } else {
          c = ' ';
        }
      }
      if (highBefore != Character.isLowSurrogate(c)) {
        throw refusal("a lone surrogate");
      }
      highBefore = Character.isHighSurrogate(c);
    }
  }

  /** The escaped character; any harmless one if the digits are wrong, which the parser tells. */
  private static char escaped(CharSequence json, int start) {
    int value = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = Character.digit(json.charAt(i), 16);
      if (digit < 0) {
        return ' ';
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private static JsonParseException refusal(String what) {
    return new JsonParseException(null, "the JSON contains " + what);
  }
}
