package com.leadignite.auth.organization;

/** What an organization calls itself. */
public final class OrganizationName {

  private static final int LONGEST = 200;

  private OrganizationName() {}

  /** The name without space around it, cut to 200 characters. */
  public static String cut(String name) {
    String stripped = name.strip();
    int length = Math.min(LONGEST, stripped.codePointCount(0, stripped.length()));
    return stripped.substring(0, stripped.offsetByCodePoints(0, length));
  }
}
