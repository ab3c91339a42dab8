package com.leadignite.auth.supabase;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.onetime.MessageLimits;
import com.leadignite.auth.problem.AuthProblem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads whom a request means: a mailbox or, if phones are on, a phone. */
@Singleton
final class Addresses {

  private static final String SMS = "sms";

  private final PhoneConfig config;
  private final MessageLimits limits;

  Addresses(PhoneConfig config, MessageLimits limits) {
    this.config = config;
    this.limits = limits;
  }

  /** The one address of a request; fails if there is none, if there are two, or if it is none. */
  Address one(@Nullable String email, @Nullable String phone) {
    if (isGiven(email) == isGiven(phone)) {
      throw AuthProblem.OTP_ADDRESS_NEEDED.problem();
    }
    return isGiven(phone)
        ? phone(phone, AuthProblem.PHONE_OTP_DISABLED)
        : EmailAddress.parse(email).orElseThrow(AuthProblem.EMAIL_INVALID::problem);
  }

  /**
   * A phone number that texts are sent to.
   *
   * @param off the refusal if phones are off
   */
  PhoneNumber phone(@Nullable String text, AuthProblem off) {
    requireEnabled(off);
    PhoneNumber number = PhoneNumber.parse(text).orElseThrow(AuthProblem.PHONE_INVALID::problem);
    if (config.callingCodes().isPresent()
        && !config.callingCodes().get().contains(number.callingCode())) {
      throw AuthProblem.PHONE_COUNTRY_REFUSED.problem();
    }
    return number;
  }

  /** What a person wants to sign in with; empty if it is no address, which is told to nobody. */
  Optional<? extends Address> ofSignIn(@Nullable String email, @Nullable String phone) {
    if (!isGiven(phone)) {
      if (!isGiven(email)) {
        throw AuthProblem.ADDRESS_NEEDED.problem();
      }
      return EmailAddress.parse(email);
    }
    if (isGiven(email)) {
      throw AuthProblem.ONE_ADDRESS_AT_SIGN_IN.problem();
    }
    requireEnabled(AuthProblem.PHONE_SIGN_IN_DISABLED);
    return PhoneNumber.parse(phone);
  }

  /** Admits a request for a message, unless the client's network asked for many texts. */
  Uni<Void> admit(Address address, @Nullable String channel) {
    if (address instanceof EmailAddress) {
      return Uni.createFrom().voidItem();
    }
    if (isGiven(channel) && !SMS.equals(channel)) {
      return Uni.createFrom().failure(AuthProblem.CHANNEL_UNKNOWN.problem());
    }
    return limits.requireTextAllowed();
  }

  static boolean isGiven(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private void requireEnabled(AuthProblem off) {
    if (!config.enabled()) {
      throw off.problem();
    }
  }
}
