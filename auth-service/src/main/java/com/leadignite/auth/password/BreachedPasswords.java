package com.leadignite.auth.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/**
 * The passwords of eight characters or more among the million most common ones of past breaches, as
 * a filter: where they are from, and how it is built, is in {@code breached-passwords.md} next to
 * it. Shorter ones are too easy to guess without it.
 */
final class BreachedPasswords {

  // Static, so that an executable has the filter in it and need not read it.
  private static final BloomFilter FILTER = filter();

  private BreachedPasswords() {}

  /**
   * Whether a password is one of them, in capitals or not: a guesser tries both. Of 100,000 other
   * passwords about one is taken for one of them.
   */
  static boolean contain(String password) {
    return FILTER.contains(
        Normalizer.normalize(password, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }

  private static BloomFilter filter() {
    try (InputStream stored =
        BreachedPasswords.class.getResourceAsStream("breached-passwords.bloom")) {
      return BloomFilter.read(Objects.requireNonNull(stored, "it is packed with this class"));
    } catch (IOException e) {
      throw new UncheckedIOException("the filter of breached passwords cannot be read", e);
    }
  }
}
