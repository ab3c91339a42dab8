package com.leadignite.auth.signin;

/** Who may make an account of their own. What administrators make is not held to it. */
public enum SignUpMode {
  /** Anybody. */
  OPEN,
  /** Addresses with an open invitation, and nobody learns which these are (B18). */
  INVITED,
  /** Nobody. */
  CLOSED
}
