package com.leadignite.leads.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers as people write them. What they wrote is kept; what can be made of it is kept
 * beside it. Numbers of a length that their country has count, whether or not the library knows
 * their area codes: those change faster than libraries.
 */
@Singleton
final class PhoneNumbers {

  /**
   * A number and nothing else, then what is dialled after it. Linear: no part overlaps the next.
   */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:tel:)?\\s*(\\(?\\+?[\\p{Nd}\\p{Zs}\\p{Pd}().\\[\\]/\u00b7\u2022\uff0b]*\\p{Nd}[\\p{Zs})\\]]*)"
              + "(?:(?:;ext=|,?\\s*(?:ext(?:ension)?|extn|x|poste|anexo|int|dw|\u0434\u043e\u0431)[.:]?|#)"
              + "\\p{Zs}*(\\p{Nd}{1,10}))?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Longer than any number with its extension; the library's patterns are not made for more. */
  private static final int LONGEST = 64;

  private static final int FEWEST_DIGITS = 3;
  private static final int LONGEST_E164 = 16;
  private static final int MEXICO = 52;

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final @Nullable String region;

  PhoneNumbers(LeadConfig config) {
    region = config.phoneRegion().orElse(null);
    // The library reads a region's rules on first use, which a first caller should not wait for.
    parse("+12025550123");
  }

  /**
   * What can be made of a number.
   *
   * @param e164 the number in E.164; null if the text says more than a number, or if no country has
   *     numbers of that length
   * @param extension the digits that are dialled after it; null if there are none
   */
  record Parsed(@Nullable String e164, @Nullable String extension) {

    static final Parsed NOTHING = new Parsed(null, null);
  }

  /** Whether the text can be a number at all: somebody can dial something. */
  static boolean isOne(String text) {
    return text.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS;
  }

  /** Reads a number with its country code, or of the configured region. */
  Parsed parse(String text) {
    if (text.length() > LONGEST) {
      return Parsed.NOTHING;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Parsed.NOTHING;
    }
    String e164 = e164(form.group(1));
    String extension = form.group(2);
    return e164 == null
        ? Parsed.NOTHING
        : new Parsed(e164, extension == null ? null : digits(extension));
  }

  // By code point: libphonenumber goes by char, and drops digits that take two.
  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.codePoints().forEach(c -> digits.append(Character.digit(c, 10)));
    return digits.toString();
  }

  /**
   * What leads are looked up by: the number in E.164, or else the text, of which the table compares
   * the digits; empty if it has too few of those that the table takes for digits.
   */
  Optional<String> lookUp(String text) {
    String e164 = parse(text).e164();
    boolean digits = text.chars().filter(c -> c >= '0' && c <= '9').count() >= FEWEST_DIGITS;
    return Optional.ofNullable(e164).or(() -> Optional.of(text).filter(any -> digits));
  }

  private @Nullable String e164(String text) {
    try {
      PhoneNumber number = withoutMobilePrefix(library.parse(text, region));
      if (library.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
        return null;
      }
      String e164 = library.format(number, PhoneNumberFormat.E164);
      return e164.length() <= LONGEST_E164 ? e164 : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  /**
   * Mexico's mobile numbers had a 1 after the country code until 2020. WhatsApp still writes it,
   * and without it the number is the same.
   */
  private static PhoneNumber withoutMobilePrefix(PhoneNumber number) {
    long national = number.getNationalNumber();
    return number.getCountryCode() == MEXICO && national / 10_000_000_000L == 1
        ? number.setNationalNumber(national % 10_000_000_000L)
        : number;
  }
}
