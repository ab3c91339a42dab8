package com.leadignite.leads.lead;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of websites as people write them: {@code example.org} as well as {@code
 * https://müller.de/über}.
 */
final class Websites {

  /** Scheme, host, port, and all after them. Each part ends where the next begins: linear. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?:(https?):)?//)?(\\[[0-9a-f:.]+\\]|[^\\s/?#:@\\[\\]]+)(?::([0-9]{1,5}))?([/?#].*)?",
          Pattern.CASE_INSENSITIVE);

  private static final String OF_A_URI = "-._~:/?#[]@!$&'()*+,;=%";
  private static final int GREATEST_PORT = 65_535;

  private Websites() {}

  /**
   * The address as something to link to: with a scheme ({@code https} if there is none), the host
   * in its DNS form, the rest percent-encoded. Empty if no website can have it: another scheme than
   * http and https, a user's name or password in it, a single word.
   */
  static Optional<String> url(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String host = parts.group(2);
    String port = parts.group(3);
    boolean fits = port == null || Integer.parseInt(port) <= GREATEST_PORT;
    // A single word may be a host of an intranet, but a person who means it says so.
    boolean meant = parts.group(1) != null || host.indexOf('.') > 0;
    return (host.startsWith("[") ? Optional.of(host) : HostNames.ascii(host))
        .filter(name -> fits && meant)
        .map(name ->
            Objects.requireNonNullElse(parts.group(1), "https").toLowerCase(Locale.ROOT)
                + "://"
                + name
                + (port == null ? "" : ":" + port)
                + encoded(Objects.requireNonNullElse(parts.group(4), "")));
  }

  private static String encoded(String rest) {
    StringBuilder encoded = new StringBuilder(rest.length());
    for (byte b : rest.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 128 && (Character.isLetterOrDigit(c) || OF_A_URI.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
