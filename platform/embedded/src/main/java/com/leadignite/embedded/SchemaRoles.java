package com.leadignite.embedded;

import java.util.regex.Pattern;

/**
 * The schema of one service with its two roles: {@code <schema>_owner} owns it and migrates, {@code
 * <schema>_app} is what the service runs as.
 *
 * @param schema a plain lower-case name
 * @param ownerPassword of the owner role
 * @param appPassword of the app role
 */
public record SchemaRoles(String schema, String ownerPassword, String appPassword) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

  /** Refuses names that would need quoting. */
  public SchemaRoles {
    if (!NAME.matcher(schema).matches()) {
      throw new IllegalArgumentException("not a plain schema name: " + schema);
    }
  }

  /** The role that owns the schema. */
  public String owner() {
    return schema + "_owner";
  }

  /** The role that the service runs as. */
  public String app() {
    return schema + "_app";
  }

  @Override
  public String toString() {
    return schema;
  }
}
