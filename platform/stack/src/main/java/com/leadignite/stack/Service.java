package com.leadignite.stack;

import java.util.List;
import java.util.Locale;

/** The services of the platform, with what the ingress and the database know of them. */
public enum Service {
  AUTH("auth", 8081, List.of("/auth/v1", "/.well-known/oauth-authorization-server")),
  LEADS("leads", 8082, List.of("/leads/v1")),
  WEBHOOK("webhooks", 8083, List.of("/webhooks/v1")),
  AUDIT("audit", 8084, List.of("/audit/v1"));

  private static final int MANAGEMENT_OFFSET = 1_000;

  private final String schema;
  private final int port;

  // Made by List.of, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> paths;

  Service(String schema, int port, List<String> paths) {
    this.schema = schema;
    this.port = port;
    this.paths = paths;
  }

  /** The short name: of its process, its log and its documentation. */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of its folder in the project, and its client id. */
  public String module() {
    return shortName() + "-service";
  }

  /** The schema that is its own. */
  public String schema() {
    return schema;
  }

  /** The port it listens on if that is free. */
  public int port() {
    return port;
  }

  /** The port for health, metrics and API description if that is free. */
  public int managementPort() {
    return port + MANAGEMENT_OFFSET;
  }

  /** The prefixes of the paths that the front door sends to it, without a slash at the end. */
  public List<String> paths() {
    return paths;
  }
}
