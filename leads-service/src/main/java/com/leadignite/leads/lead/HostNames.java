package com.leadignite.leads.lead;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Names of hosts as the DNS has them, whatever script they are written in. As browsers do it (UTS
 * 46, non-transitional): {@code straße} is another name than {@code strasse}. By hand, because the
 * JDK's {@link java.net.IDN} is of 2003 and takes them for one.
 */
final class HostNames {

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final String DOTS = "[.\u3002\uff0e\uff61]";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?");

  private HostNames() {}

  /**
   * The name in lower case and ASCII; empty if no host can have it. Whether one does is not asked,
   * nor whether it has a dot.
   */
  static Optional<String> ascii(String name) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    StringJoiner ascii = new StringJoiner(".");
    for (String label : name.split(DOTS, -1)) {
      Optional<String> one = label(label);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      ascii.add(one.get());
    }
    return Optional.of(ascii.toString()).filter(whole -> whole.length() <= LONGEST);
  }

  private static Optional<String> label(String written) {
    String label = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    boolean plain = label.chars().allMatch(c -> c < 128);
    if (!plain && !label.codePoints().allMatch(HostNames::isOfALabel)) {
      return Optional.empty();
    }
    String ascii = plain ? label : "xn--" + Punycode.encode(label);
    return ascii.length() <= LONGEST_LABEL && LABEL.matcher(ascii).matches()
        ? Optional.of(ascii)
        : Optional.empty();
  }

  /**
   * Letters with their marks, digits, and what registries sell besides: symbols and middle dots.
   */
  private static boolean isOfALabel(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.OTHER_SYMBOL ->
          true;
      default ->
          Character.isLetterOrDigit(codePoint)
              || codePoint == '-'
              || codePoint == '_'
              || codePoint == 0x00B7
              || codePoint == 0x30FB;
    };
  }
}
