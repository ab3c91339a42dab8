package com.leadignite.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a Redis server program that runs on this machine. */
final class RedisBinary {

  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

  private RedisBinary() {}

  /** One that is installed, from 6.2 to 7.2 (the last under a BSD licence), else a carried one. */
  static Path find() {
    for (String name : List.of("redis-server", "valkey-server")) {
      for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
        Path program = Path.of(folder, name);
        if (program.isAbsolute() && Files.isExecutable(program) && isSuitable(program)) {
          return program;
        }
      }
    }
    return carried();
  }

  private static Path carried() {
    for (String resource : resources()) {
      if (UnpackedBinaries.has(resource)) {
        Path program = UnpackedBinaries.executable(resource).resolve(resource);
        if (Commands.succeeds(List.of(program.toString(), "--version"), PROBE_LIMIT)) {
          return program;
        }
      }
    }
    throw new EmbeddedException(
        "No Redis server runs on "
            + Platform.name()
            + ": install redis-server or valkey-server (6.2 to 7.2), or OpenSSL 3 for the one that"
            + " is carried along.");
  }

  private static List<String> resources() {
    if (Platform.isWindows()) {
      return List.of("redis-server-5.0.14.1-windows-amd64.exe");
    }
    if (Platform.isMac()) {
      return List.of("redis-server-6.2.6-v5-darwin-" + (Platform.isArm() ? "arm64" : "amd64"));
    }
    return Platform.isArm()
        ? List.of("redis-server-6.2.7-linux-arm64")
        // The second is linked statically: for machines without the first one's OpenSSL 3.
        : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
  }

  private static boolean isSuitable(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return isSuitable(answer);
    } catch (IOException e) {
      // Not a program for this machine.
      return false;
    }
  }

  static boolean isSuitable(String versionLine) {
    Matcher version = VERSION.matcher(versionLine);
    if (!version.find()) {
      return false;
    }
    int number = Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2));
    return number >= 602 && number <= 702;
  }
}
