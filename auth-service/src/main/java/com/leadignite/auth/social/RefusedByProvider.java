package com.leadignite.auth.social;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider did not let a person in, or they did not want to. */
final class RefusedByProvider extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  /** RFC 6749, section 4.1.2.1, and OpenID Connect Core 1.0, section 3.1.2.6. */
  private static final Set<String> KNOWN =
      Set.of(
          "access_denied",
          "server_error",
          "temporarily_unavailable",
          "interaction_required",
          "login_required",
          "account_selection_required",
          "consent_required");

  private final String description;

  RefusedByProvider(String error, @Nullable String description) {
    super(KNOWN.contains(error) ? error : "server_error", null, false, false);
    this.description = printable(description == null ? error : description);
  }

  /** The error, by a name that clients know. */
  String error() {
    return String.valueOf(getMessage());
  }

  /** What the provider said of it; for people, and of no more than one line. */
  String description() {
    return description;
  }

  private static String printable(String text) {
    return text.chars()
        .filter(c -> c >= ' ' && c < 0x7f)
        .limit(LONGEST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
