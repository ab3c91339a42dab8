package com.leadignite.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs of a PostgreSQL: those that came along, or those in the folder that {@code
 * -Dleadignite.embedded.postgres} names, such as {@code /usr/lib/postgresql/15/bin} on Debian.
 *
 * @param folder where they are
 * @param major their version, as 15
 */
record PostgresPrograms(Path folder, int major) {

  static final String PROPERTY = "leadignite.embedded.postgres";

  private static final int BUNDLED = 18;
  // The first with an order of strings of its own.
  private static final int BUILTIN_LOCALES = 17;
  private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

  static PostgresPrograms chosen() {
    String named = System.getProperty(PROPERTY, "");
    return named.isEmpty()
        ? new PostgresPrograms(UnpackedBinaries.archive(resource()).resolve("bin"), BUNDLED)
        : in(Path.of(named));
  }

  static PostgresPrograms in(Path folder) {
    Path server = folder.resolve(executable("postgres"));
    if (!Files.isExecutable(server)) {
      throw new EmbeddedException("There is no PostgreSQL in " + folder + ".");
    }
    String said = output(List.of(server.toString(), "--version"));
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new EmbeddedException(
          "The PostgreSQL in " + folder + " does not tell its version: " + said);
    }
    return new PostgresPrograms(folder, Integer.parseInt(version.group(1)));
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said.strip();
    } catch (IOException e) {
      throw new EmbeddedException(command.getFirst() + " cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Commands.interrupted(e);
    }
  }

  private static String resource() {
    String os = Platform.isWindows() ? "windows" : Platform.isMac() ? "darwin" : "linux";
    return "postgres-" + os + "-" + (Platform.isArm() ? "arm_64" : "x86_64") + ".txz";
  }

  private static String executable(String name) {
    return Platform.isWindows() ? name + ".exe" : name;
  }

  Path program(String name) {
    return folder.resolve(executable(name));
  }

  /** What {@code initdb} is told so that strings sort alike on every machine, where it can be. */
  List<String> collation() {
    return major >= BUILTIN_LOCALES
        ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        : List.of("--locale=C.UTF-8");
  }
}
