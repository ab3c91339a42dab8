package com.leadignite.auth.session;

import java.util.Locale;

/** Why a session ended before its time. */
public enum EndReason {
  SIGNED_OUT,
  PASSWORD_CHANGED,
  EMAIL_CHANGED,
  PHONE_CHANGED,
  FACTOR_CHANGED,
  IDENTITY_UNLINKED,
  REFRESH_REUSED,
  BANNED,
  /**
   * The person may have one session only and signed in elsewhere, or a sign-in took its cookies.
   */
  REPLACED,
  /** The person was never handed its tokens: the operator's server did not answer. */
  NOT_HANDED_OUT;

  /** The name in the table and in audit events. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
