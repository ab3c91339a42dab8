package com.leadignite.webhook.signature;

import java.util.regex.Pattern;

/** Texts that a provider sends to have them back. */
final class Challenges {

  // Of letters, digits and these two alone: harmless in every answer, and no text that a scheme
  // signs, all of which have a colon, a dot or a brace.
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private Challenges() {}

  /** Whether the text may be sent back. */
  static boolean isOne(String text) {
    return CHALLENGE.matcher(text).matches();
  }
}
