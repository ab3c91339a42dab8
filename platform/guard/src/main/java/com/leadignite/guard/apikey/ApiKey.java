package com.leadignite.guard.apikey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form of API keys: {@code li_live_} or {@code li_test_}, 43 random characters of base62 (256
 * bits), and 6 that are the CRC-32 of everything before them. Secret scanners find a key by the
 * prefix, and know by the checksum that it is one; the checksum keeps what was never a key from
 * costing a look-up. It protects nothing: anybody can compute it.
 */
public final class ApiKey {

  /** How many characters of a key its owner may be shown again, to tell it from others. */
  public static final int HINT_LENGTH = "li_live_".length() + 4;

  private static final String ANY_PREFIX = "li_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM = 43;
  private static final int CHECKSUM = 6;
  private static final Pattern FORM = Pattern.compile("li_(?:live|test)_[0-9A-Za-z]{49}");

  private ApiKey() {}

  /** A new key. */
  public static String make(ApiKeyEnvironment environment, SecureRandom random) {
    StringBuilder key = new StringBuilder(environment.prefix());
    byte[] bytes = new byte[RANDOM];
    while (key.length() < environment.prefix().length() + RANDOM) {
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        int digit = bytes[i] & 0x3f;
        // The rest of a division would make some characters likelier than others.
        if (digit < DIGITS.length() && key.length() < environment.prefix().length() + RANDOM) {
          key.append(DIGITS.charAt(digit));
        }
      }
    }
    return key.append(checksum(key.toString())).toString();
  }

  /** Whether a credential is an API key rather than a token; no token begins like one. */
  public static boolean isOne(String credential) {
    return credential.startsWith(ANY_PREFIX);
  }

  /** Whether a text has the form of a key of the environment, and the right checksum. */
  static boolean isWellFormed(ApiKeyEnvironment environment, String key) {
    if (!key.startsWith(environment.prefix()) || !FORM.matcher(key).matches()) {
      return false;
    }
    int end = key.length() - CHECKSUM;
    return key.substring(end).equals(checksum(key.substring(0, end)));
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    char[] digits = new char[CHECKSUM];
    long rest = crc.getValue();
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }
}
