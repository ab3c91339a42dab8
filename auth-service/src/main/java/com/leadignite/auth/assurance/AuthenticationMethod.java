package com.leadignite.auth.assurance;

import java.util.Locale;

/** The methods by which this service authenticates people. */
public enum AuthenticationMethod {
  /** A password, at sign-in or sign-up. */
  PASSWORD,
  /** Nothing: an account was made for somebody who did not say who they are. */
  ANONYMOUS;

  /** The name in the {@code amr} claim, as Supabase Auth has it, and in audit events. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
