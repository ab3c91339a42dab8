package com.leadignite.auth.account;

import com.leadignite.auth.identity.Identity;
import java.util.stream.Stream;

/**
 * What an account is found by, and its owner is written to at: a mailbox or a phone. The two are
 * never equal.
 */
public sealed interface Address permits EmailAddress, PhoneNumber {

  /** The address in its normal form, as it is stored. */
  String value();

  /** The provider of the identity of those who sign in with such an address. */
  default String provider() {
    return switch (this) {
      case EmailAddress email -> Identity.EMAIL;
      case PhoneNumber phone -> Identity.PHONE;
    };
  }

  /** What an organization is called that its first member gave no name. */
  default String organizationName() {
    return switch (this) {
      case EmailAddress email -> email.local();
      // Other members read the name.
      case PhoneNumber phone -> "Organization";
    };
  }

  /** What a guesser would try of it as a password, apart from the whole. */
  default Stream<String> parts() {
    return switch (this) {
      case EmailAddress email -> Stream.of(email.local(), email.domain());
      case PhoneNumber phone -> Stream.of(phone.digits());
    };
  }

  /** Reads what {@link #value} wrote. */
  static Address of(String stored) {
    return stored.indexOf('@') < 0 ? new PhoneNumber(stored) : new EmailAddress(stored);
  }
}
