package com.leadignite.auth.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person calls the device that a session was opened on, as far as its user agent tells:
 * {@code Firefox on Windows}. For people to tell their sessions apart, and for nothing else.
 */
public final class DeviceName {

  /** In this order: each browser also calls itself by the names of those after it. */
  private static final List<Token> BROWSERS =
      List.of(
          new Token("Edg", "Edge"),
          new Token("OPR/", "Opera"),
          new Token("SamsungBrowser/", "Samsung Internet"),
          new Token("FxiOS/", "Firefox"),
          new Token("Firefox/", "Firefox"),
          new Token("CriOS/", "Chrome"),
          new Token("Chrome/", "Chrome"),
          new Token("Safari/", "Safari"));

  private static final List<Token> SYSTEMS =
      List.of(
          new Token("iPhone", "iPhone"),
          new Token("iPad", "iPad"),
          new Token("Android", "Android"),
          new Token("Windows", "Windows"),
          new Token("CrOS", "ChromeOS"),
          new Token("Mac OS X", "macOS"),
          new Token("Linux", "Linux"));

  private DeviceName() {}

  private record Token(String text, String name) {}

  /** The name; null if the user agent is no browser's. */
  public static @Nullable String of(@Nullable String userAgent) {
    if (userAgent == null) {
      return null;
    }
    String browser = first(BROWSERS, userAgent);
    String system = first(SYSTEMS, userAgent);
    if (browser == null || system == null) {
      return browser == null ? system : browser;
    }
    return browser + " on " + system;
  }

  private static @Nullable String first(List<Token> tokens, String userAgent) {
    for (Token token : tokens) {
      if (userAgent.contains(token.text())) {
        return token.name();
      }
    }
    return null;
  }
}
