package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.mail.MailKind;
import java.util.Arrays;
import java.util.Locale;

/** What a one-time secret can be used for, and for nothing else (B20). */
public enum Purpose {
  /** Confirms the address of a sign-up. */
  SIGNUP(MailKind.CONFIRMATION, "signup"),
  /** Signs in to set a new password. */
  RECOVERY(MailKind.RECOVERY, "recovery"),
  /** Signs in. */
  MAGICLINK(MailKind.MAGIC_LINK, "magiclink"),
  /** Signs in to an account that somebody else made. */
  INVITE(MailKind.INVITE, "invite"),
  /** Agrees to a change of address, from the present one. */
  EMAIL_CHANGE_CURRENT(MailKind.EMAIL_CHANGE_CURRENT, "email_change"),
  /** Agrees to it from the new one. */
  EMAIL_CHANGE_NEW(MailKind.EMAIL_CHANGE_NEW, "email_change"),
  /** Proves that the person themselves holds their session. */
  REAUTHENTICATION(MailKind.REAUTHENTICATION, "reauthentication"),
  /** Confirms the phone of a sign-up, or signs in with it. */
  SMS(MailKind.SMS_CODE, "sms"),
  /** Agrees to a change of phone, from the new one. */
  PHONE_CHANGE(MailKind.SMS_CODE, "phone_change");

  private final MailKind mail;
  private final String type;

  Purpose(MailKind mail, String type) {
    this.mail = mail;
    this.type = type;
  }

  /** What carries it to an address. */
  public MailKind mail(Address to) {
    return to instanceof PhoneNumber ? MailKind.SMS_CODE : mail;
  }

  /** Whether clients are shown when the last one was sent to an account. */
  boolean isShown() {
    return switch (this) {
      case SIGNUP, INVITE, SMS, RECOVERY, MAGICLINK -> true;
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW, REAUTHENTICATION, PHONE_CHANGE -> false;
    };
  }

  /** What Supabase's clients call it. */
  public String type() {
    return type;
  }

  /** The name in the table. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Purpose of(String wireName) {
    return Arrays.stream(values())
        .filter(purpose -> purpose.wireName().equals(wireName))
        .findFirst()
        .orElseThrow();
  }
}
