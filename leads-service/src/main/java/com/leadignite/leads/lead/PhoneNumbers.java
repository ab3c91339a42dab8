package com.leadignite.leads.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Telephone numbers as people write them, in E.164. */
@Singleton
final class PhoneNumbers {

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final @Nullable String region;

  PhoneNumbers(LeadConfig config) {
    region = config.phoneRegion().orElse(null);
    // The library reads a region's rules on first use, which a first caller should not wait for.
    e164("+12025550123");
  }

  /**
   * The number in E.164; empty where it is not a number that can exist, or has an extension, which
   * E.164 would drop in silence.
   */
  Optional<String> e164(String text) {
    try {
      PhoneNumber number = library.parse(text, region);
      return number.hasExtension() || !library.isValidNumber(number)
          ? Optional.empty()
          : Optional.of(library.format(number, PhoneNumberFormat.E164));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
