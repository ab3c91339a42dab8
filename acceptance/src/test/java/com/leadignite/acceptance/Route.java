package com.leadignite.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An operation of one of the services, as src/test/resources/routes.txt lists them all.
 *
 * @param access {@code public}, {@code guarded}, or {@code signed} if the request's body carries
 *     its own proof
 * @param method the HTTP method
 * @param template the path, with names in braces for what varies
 */
record Route(String access, String method, String template) implements Comparable<Route> {

  private static final String SOME_ID = "019236f0-3a5c-7bd2-8f00-0123456789ab";

  /** Every operation that the platform offers outside. */
  static List<Route> all() throws IOException {
    return Files.readAllLines(Path.of("src", "test", "resources", "routes.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" +", -1))
        .map(parts -> new Route(parts[0], parts[1], parts[2]))
        .toList();
  }

  /** Those that ask for a credential. */
  static List<Route> guarded() throws IOException {
    return all().stream().filter(route -> route.access().equals("guarded")).toList();
  }

  /** The path with an id in the place of each name. */
  String path() {
    return template.replaceAll("\\{[^}]+}", SOME_ID);
  }

  /** The name the service has in the platform: the first part of the path. */
  String service() {
    return template.split("/", -1)[1];
  }

  @Override
  public int compareTo(Route other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return access + " " + method + " " + template;
  }
}
