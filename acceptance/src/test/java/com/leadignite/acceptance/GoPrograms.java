package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program of src/test/go, built in a copy, with the modules that go.sum names. */
final class GoPrograms {

  private static final int OLDEST_MINOR = 19;
  private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+)");

  private GoPrograms() {}

  /** Builds and runs it. */
  static void run(Map<String, String> environment) throws IOException, InterruptedException {
    String wanted = "Go 1." + OLDEST_MINOR + " or later";
    Path go = Programs.need(wanted, "go");
    // Never fetches another Go than the one that is here.
    Map<String, String> settings =
        Map.of("GOTOOLCHAIN", "local", "GOFLAGS", "-mod=readonly -buildvcs=false");
    Path folder = Scripts.copied("go");
    Matcher version =
        VERSION.matcher(Programs.run(folder, settings, 300, go.toString(), "version"));
    assumeTrue(
        version.find() && Integer.parseInt(version.group(1)) >= OLDEST_MINOR,
        wanted + " is needed");
    Programs.run(folder, settings, 600, go.toString(), "build", "-o", "client", ".");
    Scripts.run(folder, environment, folder.resolve("client").toAbsolutePath().toString());
  }
}
