package com.leadignite.guard.access;

/** The kind of caller an endpoint is for. */
public enum Audience {
  /** Anybody; a credential is neither asked for nor read. */
  PUBLIC,
  /** A person who signed in. */
  SIGNED_IN,
  /** A person on an admin route: assurance, freshness and address follow the configuration. */
  ADMIN,
  /** One of the platform's own services. */
  SERVICE
}
