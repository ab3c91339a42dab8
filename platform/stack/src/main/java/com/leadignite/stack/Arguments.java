package com.leadignite.stack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads the options of the command line: {@code -Dstack.<name>}, or {@code STACK_<NAME>}. */
final class Arguments {

  private static final String PREFIX = "stack.";
  private static final String SETTING = PREFIX + "set.";
  private static final Set<String> NAMES =
      Set.of(
          "project",
          "port",
          "https",
          "data",
          "fresh",
          "postgres",
          "redis",
          "admin",
          "heap",
          "native",
          "detached",
          "help");

  static final String HELP =
      """
      ./mvnw -Pup [options]

        -Dstack.port=8080        the front door's port; another free one is used where it is taken;
                                 0: any free ports, for the services as well
        -Dstack.https            a front door of https as well, on port 8443 or the one named (-Dstack.https=9443), with a
                                 certificate of its own making, in https/ of the data folder
        -Dstack.data=<folder>    where data, keys and logs are kept (~/.lead-ignite; as root /var/lib/lead-ignite)
        -Dstack.fresh            empties that folder first
        -Dstack.postgres=postgresql://administrator:password@host:5432/postgres
                                 uses this PostgreSQL (18 or later) instead of bringing one along
        -Dstack.redis=redis://:password@host:6379
                                 uses this Redis (6.2 or later) instead of bringing one along
        -Dstack.admin=<e-mail>   the first administrator's address (admin@example.org)
        -Dstack.set.<property>=<value>            a property of all services
        -Dstack.set.<service>:<property>=<value>  a property of one: auth, leads, webhook, audit
        -Dstack.heap=192         the largest heap of each service, in megabytes
        -Dnative                 runs the services as native executables, and builds them where needed
        -Dstack.detached         goes on when the shell that started it ends
        -Dstack.help             this list

      Each option that begins with stack., but stack.set, can be an environment variable as well (STACK_POSTGRES), which keeps
      a password out of the list of processes.
      """;

  private final Map<String, String> properties;
  private final Map<String, String> environment;

  Arguments(Map<String, String> properties, Map<String, String> environment) {
    this.properties = Map.copyOf(properties);
    this.environment = Map.copyOf(environment);
  }

  static Arguments ofThisJvm() {
    Map<String, String> all = new LinkedHashMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(name -> all.put(name, System.getProperty(name, "")));
    return new Arguments(all, System.getenv());
  }

  boolean isOn(String name) {
    String value = text(name, "false").strip().toLowerCase(Locale.ROOT);
    return switch (value) {
      // -Dstack.fresh without a value is what Maven calls "true".
      case "", "true", "yes" -> true;
      case "false", "no" -> false;
      default ->
          throw new StackException("stack." + name + " is true or false, not " + value + ".");
    };
  }

  StackOptions options(Consumer<String> progress) {
    refuseUnknown();
    return new StackOptions(
        Path.of(text("project", ".")).toAbsolutePath().normalize(),
        Path.of(text("data", defaultData())).toAbsolutePath().normalize(),
        isOn("fresh"),
        number("port", StackOptions.FRONT_DOOR_PORT, 0, 65_535),
        https(),
        isOn("native"),
        text("postgres", ""),
        text("redis", ""),
        text("admin", StackOptions.ADMIN_EMAIL),
        number("heap", StackOptions.HEAP_MEGABYTES, 64, 8_192),
        common(),
        special(),
        progress);
  }

  // A mistyped option would otherwise start something else than was asked for.
  private void refuseUnknown() {
    properties.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !name.startsWith(SETTING))
        .map(name -> name.substring(PREFIX.length()))
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new StackException(
              "There is no option stack." + name + "; -Dstack.help lists those there are.");
        });
  }

  private String defaultData() {
    boolean root = "root".equals(System.getProperty("user.name"));
    // PostgreSQL never runs as root, and its user cannot enter root's home.
    return root ? "/var/lib/lead-ignite" : System.getProperty("user.home", "") + "/.lead-ignite";
  }

  private Map<String, String> common() {
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((name, value) -> {
      if (name.startsWith(SETTING) && name.indexOf(':') < 0) {
        settings.put(name.substring(SETTING.length()), value);
      }
    });
    return settings;
  }

  private Map<Service, Map<String, String>> special() {
    Map<Service, Map<String, String>> settings = new EnumMap<>(Service.class);
    properties.forEach((name, value) -> {
      int colon = name.indexOf(':');
      if (name.startsWith(SETTING) && colon > 0) {
        settings
            .computeIfAbsent(
                service(name.substring(SETTING.length(), colon)), key -> new TreeMap<>())
            .put(name.substring(colon + 1), value);
      }
    });
    return settings;
  }

  private static Service service(String name) {
    for (Service service : Service.values()) {
      if (service.shortName().equals(name)) {
        return service;
      }
    }
    throw new StackException("There is no service " + name + ": auth, leads, webhook, audit.");
  }

  private OptionalInt https() {
    String value = text("https", "false").strip();
    return value.matches("[0-9]+")
        ? OptionalInt.of(number("https", StackOptions.HTTPS_PORT, 0, 65_535))
        : isOn("https") ? OptionalInt.of(StackOptions.HTTPS_PORT) : OptionalInt.empty();
  }

  private int number(String name, int otherwise, int least, int most) {
    String value = text(name, String.valueOf(otherwise));
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with the range.
    }
    throw new StackException(
        "stack." + name + " is a number from " + least + " to " + most + ", not " + value + ".");
  }

  private String text(String name, String otherwise) {
    String value = properties.get(PREFIX + name);
    if (value == null) {
      value = environment.get("STACK_" + name.toUpperCase(Locale.ROOT));
    }
    return value == null ? otherwise : value;
  }
}
