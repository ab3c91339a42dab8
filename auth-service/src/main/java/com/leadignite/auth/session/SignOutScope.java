package com.leadignite.auth.session;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which sessions a person signs out of. */
public enum SignOutScope {
  /** All of them. */
  GLOBAL,
  /** The caller's. */
  LOCAL,
  /** All but the caller's. */
  OTHERS;

  /** The scope of that wire name, {@code global}, {@code local} or {@code others}. */
  public static Optional<SignOutScope> of(String wireName) {
    return Stream.of(values()).filter(scope -> scope.wireName().equals(wireName)).findFirst();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
