package com.leadignite.auth.admin;

import com.leadignite.auth.onetime.Purpose;
import java.util.Arrays;
import java.util.Optional;

/** What a link is for that an administrator makes, as Supabase's clients name it. */
public enum LinkType {
  SIGNUP("signup", Purpose.SIGNUP, true),
  INVITE("invite", Purpose.INVITE, true),
  MAGICLINK("magiclink", Purpose.MAGICLINK, false),
  RECOVERY("recovery", Purpose.RECOVERY, false),
  EMAIL_CHANGE_CURRENT("email_change_current", Purpose.EMAIL_CHANGE_CURRENT, false),
  EMAIL_CHANGE_NEW("email_change_new", Purpose.EMAIL_CHANGE_NEW, false);

  private final String wireName;
  private final Purpose purpose;
  private final boolean forNewAccounts;

  LinkType(String wireName, Purpose purpose, boolean forNewAccounts) {
    this.wireName = wireName;
    this.purpose = purpose;
    this.forNewAccounts = forNewAccounts;
  }

  /** The type of that name; empty if there is none. */
  public static Optional<LinkType> of(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /** What clients call it. */
  public String wireName() {
    return wireName;
  }

  /** What its code and link are good for. */
  Purpose purpose() {
    return purpose;
  }

  /** Whether it is for accounts that nobody has confirmed, and makes one if there is none. */
  boolean isForNewAccounts() {
    return forNewAccounts;
  }

  /** Whether it agrees to a change of address. */
  boolean changesEmail() {
    return this == EMAIL_CHANGE_CURRENT || this == EMAIL_CHANGE_NEW;
  }
}
