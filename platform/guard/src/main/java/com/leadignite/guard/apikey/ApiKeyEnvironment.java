package com.leadignite.guard.apikey;

import java.util.Locale;

/** Which kind of deployment an API key is for: one for tests is worth nothing in production. */
public enum ApiKeyEnvironment {
  LIVE,
  TEST;

  private final String prefix = "li_" + name().toLowerCase(Locale.ROOT) + "_";

  /** What its keys begin with: {@code li_live_} or {@code li_test_}. */
  public String prefix() {
    return prefix;
  }
}
