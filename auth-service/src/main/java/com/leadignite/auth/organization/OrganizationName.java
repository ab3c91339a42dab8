package com.leadignite.auth.organization;

import java.util.Map;

/** What an organization calls itself. */
public final class OrganizationName {

  private static final int LONGEST = 200;

  private static final String MEMBER = "organization_name";

  private OrganizationName() {}

  /** The name that a person's metadata has for their organization, else another. */
  public static String of(Map<String, Object> metadata, String otherwise) {
    return metadata.get(MEMBER) instanceof String name && !name.isBlank() ? cut(name) : otherwise;
  }

  /** The name without space around it, cut to 200 characters. */
  public static String cut(String name) {
    String stripped = name.strip();
    int length = Math.min(LONGEST, stripped.codePointCount(0, stripped.length()));
    return stripped.substring(0, stripped.offsetByCodePoints(0, length));
  }
}
