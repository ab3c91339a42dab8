package com.leadignite.guard.id;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * UUIDs as callers write them, in paths, queries and bodies: 36 characters with hyphens, in
 * capitals or not (RFC 9562, section 4).
 */
public final class Uuids {

  /** The form as a regular expression, for constraints and documents. */
  public static final String FORM =
      "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

  private static final Pattern TEXT = Pattern.compile(FORM);

  private Uuids() {}

  /** Whether the text has the form of a UUID. */
  public static boolean isUuid(String text) {
    return TEXT.matcher(text).matches();
  }

  /**
   * The UUID; empty if the text has another form. {@link UUID#fromString} alone takes {@code
   * 1-1-1-1-1}, which would give one thing several names.
   */
  public static Optional<UUID> parse(String text) {
    return isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** An identifier of any form as it is compared: a UUID in lower case, anything else as it is. */
  public static String comparable(String identifier) {
    return isUuid(identifier) ? identifier.toLowerCase(Locale.ROOT) : identifier;
  }
}
