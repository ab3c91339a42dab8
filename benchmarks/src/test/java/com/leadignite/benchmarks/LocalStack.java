package com.leadignite.benchmarks;

import com.leadignite.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The platform that is measured on: all of it on this machine, with limits that nobody reaches. */
final class LocalStack {

  private static final String NO_LIMIT = "1000000000";
  private static final List<String> LIMITS =
      List.of(
          "address",
          "read",
          "admin",
          "account",
          "public-read",
          "sign-up",
          "sign-in",
          "token",
          "refresh",
          "password",
          "password-change",
          "account-password-change",
          "verify",
          "write",
          "webhook-address",
          "webhook-source");

  private LocalStack() {}

  static Path project() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  /** With its data in that folder, and with the properties that {@code bench.set} names. */
  static StackOptions options(Path data) {
    StackOptions options = StackOptions.of(project(), data).onAnyPorts();
    for (String limit : LIMITS) {
      options = options.with("leadignite.limits.\"" + limit + "\".permits", NO_LIMIT);
    }
    for (String setting : System.getProperty("bench.set", "").split(",", -1)) {
      int equals = setting.indexOf('=');
      if (equals > 0) {
        options = options.with(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return options;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
