package com.leadignite.guard.id;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs as callers write them. */
public final class Uuids {

  private static final Pattern TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private Uuids() {}

  /**
   * The UUID in the form of 36 characters, in any case; empty for anything else. {@link
   * UUID#fromString} alone takes {@code 1-1-1-1-1}, which would give one thing several names.
   */
  public static Optional<UUID> parse(String text) {
    return TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** An identifier of any form as it is compared: where it is a UUID, in lower case. */
  public static String comparable(String identifier) {
    return TEXT.matcher(identifier).matches() ? identifier.toLowerCase(Locale.ROOT) : identifier;
  }
}
