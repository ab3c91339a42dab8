package com.leadignite.auth.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A password exactly as it was received: neither cut short, nor trimmed, nor normalized (ASVS
 * 6.2.8), so that full-width digits are other characters than ASCII ones. Does not print.
 */
public final class Password {

  /** Longer texts are no passwords: this is what one sign-in may make us hash. */
  public static final int MAX_BYTES = 1024;

  private final String text;
  private final byte[] utf8;

  private Password(String text, byte[] utf8) {
    this.text = text;
    this.utf8 = utf8;
  }

  /**
   * The password that was sent; empty if nothing was, if it is longer than {@link #MAX_BYTES}, or
   * if it is no Unicode text (half a surrogate pair would be hashed as a question mark).
   */
  public static Optional<Password> of(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] utf8 = new byte[encoded.remaining()];
      encoded.get(utf8);
      return utf8.length > MAX_BYTES ? Optional.empty() : Optional.of(new Password(text, utf8));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether both are one text; takes the same time wherever they differ. */
  public boolean isSame(Password other) {
    return MessageDigest.isEqual(utf8, other.utf8);
  }

  /** A copy of its UTF-8 bytes. */
  byte[] utf8() {
    return utf8.clone();
  }

  /** The text, for the rules alone. */
  String text() {
    return text;
  }

  /** How many characters a person would count, roughly: Unicode code points. */
  int length() {
    return text.codePointCount(0, text.length());
  }

  @Override
  public String toString() {
    return "Password";
  }
}
