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
public record EmailAddress(String value) {

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

  /** The address a person wrote; empty where it is none. */
  public static Optional<EmailAddress> parse(@Nullable String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String normal = text.toLowerCase(Locale.ROOT);
    // A few capital letters outside ASCII have an ASCII lower case: the Kelvin sign is one.
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    return ascii && isNormal(normal) ? Optional.of(new EmailAddress(normal)) : Optional.empty();
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
