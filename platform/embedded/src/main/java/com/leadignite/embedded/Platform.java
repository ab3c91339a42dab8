package com.leadignite.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** This machine, in the words the carriers of the binaries use. */
final class Platform {

  private static final String OS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  private static final String ARCH = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);

  private Platform() {}

  static boolean isWindows() {
    return OS.startsWith("windows");
  }

  static boolean isMac() {
    return OS.startsWith("mac");
  }

  static boolean isArm() {
    return ARCH.equals("aarch64") || ARCH.equals("arm64");
  }

  static String name() {
    return OS + " on " + ARCH;
  }

  static boolean isRoot() {
    if (isWindows()) {
      return false;
    }
    try {
      // The name can be anything ("root" is a habit); what a file we made belongs to cannot lie.
      Path probe = Files.createTempFile("lead-ignite", ".probe");
      try {
        return Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"));
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      throw new EmbeddedException("The folder for temporary files cannot be written to.", e);
    }
  }

  /**
   * Where unpacked binaries are kept, per user. As root it has to be a folder that the unprivileged
   * user can enter, too, and root's home is not.
   */
  static Path cache() {
    String named = System.getProperty("leadignite.embedded.cache");
    if (named != null) {
      return Path.of(named);
    }
    if (isRoot()) {
      return Path.of("/var/cache/lead-ignite");
    }
    if (isWindows()) {
      return Path.of(System.getenv().getOrDefault("LOCALAPPDATA", home()), "lead-ignite", "cache");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg == null || xdg.isBlank()
        ? Path.of(home(), ".cache", "lead-ignite")
        : Path.of(xdg, "lead-ignite");
  }

  private static String home() {
    return System.getProperty("user.home", ".");
  }
}
