package com.leadignite.leads.lead;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Normalizes the addresses and numbers of leads. */
@Singleton
final class Normalizer {

  private final PhoneNumbers phones;

  Normalizer(PhoneNumbers phones) {
    this.phones = phones;
  }

  /**
   * The lead with other details. A number that is written as before stays as it was made of that: a
   * configured region may have changed.
   */
  Lead changed(Lead before, LeadDetails details) {
    String phone = details.phone();
    boolean same = phone != null && phone.equals(before.details().phone());
    return before.with(
        details, normalized(details, same ? before.normalized().phone() : read(phone)));
  }

  /** What is made of the details of a new lead. */
  Normalized of(LeadDetails details) {
    return normalized(details, read(details.phone()));
  }

  private PhoneNumbers.Parsed read(@Nullable String phone) {
    return phone == null ? PhoneNumbers.Parsed.NOTHING : phones.parse(phone);
  }

  private static Normalized normalized(LeadDetails details, PhoneNumbers.Parsed phone) {
    return new Normalized(
        Optional.ofNullable(details.email()).flatMap(MailAddresses::norm).orElse(null),
        phone.e164(),
        phone.extension(),
        Optional.ofNullable(details.website()).flatMap(Websites::url).orElse(null));
  }
}
