package com.leadignite.auth.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a mailbox, lower-case: what an account is found by.
 *
 * <p>ASCII only: two addresses that look alike are the same address or visibly different.
 *
 * @param value the address, at most 254 characters
 */
public record EmailAddress(String value) implements Address {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]++)*+"
              + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

  public EmailAddress {
    if (!isNormal(value)) {
      throw new IllegalArgumentException("not an address in its normal form");
    }
  }

  /**
   * The address that a person typed; empty if it is not one. Blanks around it are dropped: they
   * come from the clipboard and from keyboards that complete words.
   */
  public static Optional<EmailAddress> parse(@Nullable String text) {
    String typed = text == null ? "" : withoutBlanksAround(text);
    if (typed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String normal = typed.toLowerCase(Locale.ROOT);
    // A few capital letters outside ASCII have an ASCII lower case: the Kelvin sign is one.
    boolean ascii = typed.chars().allMatch(c -> c < 0x80);
    return ascii && isNormal(normal) ? Optional.of(new EmailAddress(normal)) : Optional.empty();
  }

  /** The no-break space of web pages too, which is no white space to {@link String#strip()}. */
  private static String withoutBlanksAround(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isNormal(String text) {
    return text.length() <= MAX_LENGTH
        && text.indexOf('@') <= MAX_LOCAL_LENGTH
        && FORM.matcher(text).matches();
  }

  /** The part before the at sign. */
  public String local() {
    return value.substring(0, value.indexOf('@'));
  }

  /** The part after the at sign. */
  public String domain() {
    return value.substring(value.indexOf('@') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
