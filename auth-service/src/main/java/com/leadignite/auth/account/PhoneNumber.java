package com.leadignite.auth.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in E.164, such as {@code +14155552671}: what an account is found by. As clients of
 * Supabase Auth write it, it has no plus.
 *
 * @param value with the plus
 */
public record PhoneNumber(String value) implements Address {

  private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{5,14}");

  /** Longer than any number with the blanks that people put in. */
  private static final int LONGEST_TEXT = 32;

  /**
   * Texts to these cost many times as much, and their owners earn by it; so they do by personal
   * numbers, which can lead to any country.
   */
  private static final Set<PhoneNumberType> REFUSED =
      EnumSet.of(
          PhoneNumberType.PREMIUM_RATE,
          PhoneNumberType.SHARED_COST,
          PhoneNumberType.TOLL_FREE,
          PhoneNumberType.UAN,
          PhoneNumberType.PERSONAL_NUMBER,
          PhoneNumberType.PAGER,
          PhoneNumberType.VOICEMAIL);

  public PhoneNumber {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a number in E.164");
    }
  }

  /**
   * The number that a person typed with its country code, with or without the plus, and with
   * blanks; empty if no country has numbers of that length, or it is one of those that cost extra.
   * A phone has one number, however it was typed: with the zero that is dialled at home, it would
   * have an account and a limit for each way.
   */
  public static Optional<PhoneNumber> parse(@Nullable String text) {
    if (text == null || text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    String typed = text.replace(" ", "");
    String e164 = typed.startsWith("+") ? typed : "+" + typed;
    if (!FORM.matcher(e164).matches()) {
      return Optional.empty();
    }
    Phonenumber.PhoneNumber read = read(e164);
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    return read != null
            && library.isPossibleNumber(read)
            && !REFUSED.contains(library.getNumberType(read))
        ? Optional.of(new PhoneNumber(library.format(read, PhoneNumberFormat.E164)))
        : Optional.empty();
  }

  /** The country calling code: 1 for North America. */
  public int callingCode() {
    Phonenumber.PhoneNumber read = read(value);
    return read == null ? 0 : read.getCountryCode();
  }

  /** Without the plus. */
  public String digits() {
    return value.substring(1);
  }

  private static Phonenumber.@Nullable PhoneNumber read(String e164) {
    try {
      return PhoneNumberUtil.getInstance().parse(e164, null);
    } catch (NumberParseException e) {
      // No country has such numbers.
      return null;
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
