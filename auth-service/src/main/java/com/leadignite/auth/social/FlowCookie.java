package com.leadignite.auth.social;

import com.leadignite.guard.hash.Sha256;
import java.time.Duration;

/**
 * What binds a flow to the browser that began it (B27): a cookie of its own for each, so that flows
 * in two tabs do not disturb each other. Sent to this host alone, read by no script, and with
 * requests of other sites only if they lead the browser here.
 *
 * @param name of the flow, which does not tell its state
 * @param header the value of the {@code Set-Cookie} field
 */
public record FlowCookie(String name, String header) {

  private static final String PREFIX = "__Host-social-";
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
  private static final int NAME = 16;

  static FlowCookie of(String state, String value, Duration life) {
    String name = name(state);
    return new FlowCookie(name, name + "=" + value + ATTRIBUTES + life.toSeconds());
  }

  /** What the cookie of a flow is called. */
  public static String name(String state) {
    return PREFIX + Sha256.hex(state).substring(0, NAME);
  }

  /** Has the browser forget the cookie of a flow that is over. */
  public static String forget(String state) {
    return name(state) + "=" + ATTRIBUTES + "0";
  }

  @Override
  public String toString() {
    return "FlowCookie[name=" + name + "]";
  }
}
