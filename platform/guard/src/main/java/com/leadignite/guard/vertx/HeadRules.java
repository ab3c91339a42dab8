package com.leadignite.guard.vertx;

import org.jspecify.annotations.Nullable;

/** What is refused of the head of a request before anything but the parser has seen it. */
public interface HeadRules {

  /** Why a head could not be parsed. */
  enum Unreadable {
    /** Its first line is too long. */
    LONG_LINE,
    /** Its fields are too large. */
    LARGE_FIELDS,
    /** It is not HTTP. */
    MALFORMED
  }

  /** The refusal of a head that could not be parsed. */
  RuntimeException unreadable(Unreadable why);

  /** The refusal of a version other than 1.0 and 1.1. */
  RuntimeException unknownVersion();

  /**
   * The refusal of what Vert.x or Quarkus would answer before any filter; null for all else.
   *
   * @param target the request target as sent
   * @param host the Host field; null if there is none
   * @param hostNeeded whether the version demands one
   */
  @Nullable RuntimeException refusal(String target, @Nullable String host, boolean hostNeeded);

  /** The target in the form that {@link java.net.URI} takes. */
  String escaped(String target);
}
