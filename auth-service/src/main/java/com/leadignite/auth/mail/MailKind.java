package com.leadignite.auth.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The mails that people are sent. Each has a template in text and one in HTML. */
public enum MailKind {
  /** To a person who signed up: confirms the address. */
  CONFIRMATION,
  /** To the owner of an address that somebody signed up with again. */
  ACCOUNT_EXISTS,
  /** Signs in to set a new password. */
  RECOVERY,
  /** Signs in. */
  MAGIC_LINK,
  /** To a person for whom an account was made. */
  INVITE,
  /** To the present address of an account that moves to another. */
  EMAIL_CHANGE_CURRENT,
  /** To the address that it moves to. */
  EMAIL_CHANGE_NEW,
  /** Proves that it is the person themselves who holds their session. */
  REAUTHENTICATION,
  /** Tells that the password was changed. */
  PASSWORD_CHANGED,
  /** Tells the former address of an account that it has moved. */
  EMAIL_CHANGED,
  /** Tells that a second factor was removed. */
  FACTOR_REMOVED,
  /** Tells of a sign-in by password from a device and an address that are not known. */
  NEW_DEVICE;

  /** The name in the table, and of the template. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name; empty for one that a later version stored. */
  static Optional<MailKind> of(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }
}
