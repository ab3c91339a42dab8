package com.leadignite.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Scripts of src/test that drive somebody else's client, run from a copy in target. */
final class Scripts {

  private static final Set<String> COPIED = new HashSet<>();
  private static final Map<Path, Object> INSTALLING = new ConcurrentHashMap<>();

  private Scripts() {}

  /** Something that a folder needs before its scripts can run. */
  interface Installation {
    void install() throws IOException, InterruptedException;
  }

  /** Copies the scripts of a language, once: another test may be running them. */
  static synchronized Path copied(String language) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", language));
    if (!COPIED.add(language)) {
      return folder;
    }
    try (Stream<Path> files = Files.list(Path.of("src", "test", language))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder;
  }

  /** Installs unless that was done for the same content of the file that names what is needed. */
  static void install(Path wanted, Installation installation)
      throws IOException, InterruptedException {
    synchronized (INSTALLING.computeIfAbsent(wanted, none -> new Object())) {
      Path installed = wanted.resolveSibling("installed-" + wanted.getFileName());
      if (!Files.exists(installed) || Files.mismatch(installed, wanted) >= 0) {
        installation.install();
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * Runs a script; it prints a line per check and ends with 0 if all hold. It finds the platform in
   * {@code PLATFORM_URL}, and writes the secrets it sees into {@code SECRETS_FILE}.
   */
  static void run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path secrets = Files.createTempFile(Path.of("target"), "secrets", ".txt").toAbsolutePath();
    Map<String, String> all = new HashMap<>(environment);
    all.put("PLATFORM_URL", Platform.shared().url().toString());
    all.put("SECRETS_FILE", secrets.toString());
    try {
      Programs.run(folder, all, 900, command);
    } finally {
      Secrets.rememberLinesOf(secrets);
      Files.delete(secrets);
    }
  }
}
