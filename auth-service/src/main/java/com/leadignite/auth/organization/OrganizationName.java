package com.leadignite.auth.organization;

import com.leadignite.guard.body.Lines;
import java.util.Map;

/** What an organization calls itself. */
public final class OrganizationName {

  private static final String MEMBER = "organization_name";
  private static final int LONGEST = 200;

  private OrganizationName() {}

  /**
   * The name as a line of text, cut to 200 characters. What is no line counts as no name: nothing
   * of it can be seen, it has a line break, or it turns the reading direction.
   *
   * @param data what the person said of themselves; {@code organization_name} is the name
   * @param otherwise the name if they gave none, such as what their address begins with
   */
  public static String of(Map<String, Object> data, String otherwise) {
    return data.get(MEMBER) instanceof String name
        ? Lines.read(cut(Lines.tidy(name, LONGEST)), LONGEST).orElse(otherwise)
        : otherwise;
  }

  private static String cut(String name) {
    int length = Math.min(LONGEST, name.codePointCount(0, name.length()));
    return name.substring(0, name.offsetByCodePoints(0, length));
  }
}
