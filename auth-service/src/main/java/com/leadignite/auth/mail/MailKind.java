package com.leadignite.auth.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What people are sent. Each mail has a template in text and one in HTML, a text message has one.
 */
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
  /** To a person whom an admin invites to their organization. */
  ORGANIZATION_INVITATION,
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
  /** Tells that the phone number was changed. */
  PHONE_CHANGED,
  /** Tells that a second factor was added. */
  FACTOR_ADDED,
  /** Tells that a second factor was removed. */
  FACTOR_REMOVED,
  /** Tells that another way to sign in was linked. */
  IDENTITY_LINKED,
  /** Tells that a way to sign in was unlinked. */
  IDENTITY_UNLINKED,
  /** Tells of a sign-in from a device and an address that are not known. */
  NEW_DEVICE,
  /** Tells that an API key was made. */
  API_KEY_CREATED,
  /** Tells that a client of a partner may act for the person. */
  CLIENT_APPROVED,
  /** Tells that an API key has another secret. */
  API_KEY_ROTATED,
  /** A text message with a code, whatever the code is good for. */
  SMS_CODE;

  /** The name in the table, and of the template. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it carries a code, and all but a text a link. */
  boolean carriesSecret() {
    return switch (this) {
      case CONFIRMATION,
          RECOVERY,
          MAGIC_LINK,
          INVITE,
          ORGANIZATION_INVITATION,
          EMAIL_CHANGE_CURRENT,
          EMAIL_CHANGE_NEW,
          REAUTHENTICATION,
          SMS_CODE ->
          true;
      case ACCOUNT_EXISTS,
          PASSWORD_CHANGED,
          EMAIL_CHANGED,
          PHONE_CHANGED,
          FACTOR_ADDED,
          FACTOR_REMOVED,
          IDENTITY_LINKED,
          IDENTITY_UNLINKED,
          NEW_DEVICE,
          API_KEY_CREATED,
          CLIENT_APPROVED,
          API_KEY_ROTATED ->
          false;
    };
  }

  /** Whether it is a text message: it has no HTML and no subject. */
  boolean isText() {
    return this == SMS_CODE;
  }

  /** The kind of that name; empty for one that a later version stored. */
  static Optional<MailKind> of(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }
}
