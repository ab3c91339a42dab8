package com.leadignite.guard.secret;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Settings of the properties files that {@code quarkus.config.locations} names, read again while
 * the service runs: a secret manager's agent replaces such a file when a secret changes. A setting
 * that does not come from a file never changes. Does not print.
 *
 * <p>A file counts once two readings in a row agree, so that none counts that is being written. A
 * file that cannot be read, and a setting that is missing or empty in it, leave what was there.
 */
@Singleton
public final class MountedSecrets {

  private static final Logger LOG = Logger.getLogger(MountedSecrets.class);
  private static final int LONGEST = 256 * 1024;

  private final List<Path> files;
  private final Duration every;
  private final Map<Path, String> lastTexts = new HashMap<>();
  private final Map<Path, String> taken = new HashMap<>();
  private final Map<String, String> values = new ConcurrentHashMap<>();

  @Inject
  MountedSecrets(
      @ConfigProperty(name = "quarkus.config.locations") Optional<List<String>> locations,
      @ConfigProperty(name = "leadignite.secrets.reload-every", defaultValue = "PT10S")
          Duration every) {
    this(locations.orElse(List.of()).stream().flatMap(MountedSecrets::file).toList(), every);
  }

  /** Those of these files; as {@link #reload} is called alone. */
  public MountedSecrets(List<Path> files) {
    this(files, Duration.ofDays(1));
  }

  private MountedSecrets(List<Path> files, Duration every) {
    this.files = List.copyOf(files);
    this.every = every;
    files.forEach(file -> text(file).ifPresent(text -> take(file, text)));
  }

  /**
   * The present value of a setting, which was read at start.
   *
   * @param property its name; quotes in it do not matter
   */
  public Supplier<String> follow(String property, String atStart) {
    String name = withoutQuotes(property);
    return atStart.equals(values.get(name))
        ? () -> values.getOrDefault(name, atStart)
        : () -> atStart;
  }

  void watch(@Observes StartupEvent started, Vertx vertx) {
    if (!files.isEmpty()) {
      vertx.setPeriodic(
          every.toMillis(),
          timer ->
              vertx.executeBlocking(() -> {
                reload();
                return null;
              }));
    }
  }

  /** Reads the files once more. */
  public synchronized void reload() {
    for (Path file : files) {
      String text = text(file).orElse("");
      if (text.equals(lastTexts.put(file, text)) && !text.equals(taken.get(file))) {
        take(file, text);
      }
    }
  }

  private void take(Path file, String text) {
    taken.put(file, text);
    List<String> changed = new ArrayList<>();
    read(text)
        .forEach((name, value) -> {
          if (!value.isBlank() && !value.equals(values.put(name, value))) {
            changed.add(name);
          }
        });
    LOG.infof("settings were read file=%s changed=%s", file, changed);
  }

  private static Map<String, String> read(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      // Its text may quote the file.
      LOG.error("a file of settings is no properties file, the previous values stay in force");
      return Map.of();
    }
    Map<String, String> read = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> read.put(withoutQuotes(name), properties.getProperty(name)));
    return read;
  }

  private static Optional<String> text(Path file) {
    try {
      if (Files.size(file) <= LONGEST) {
        return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
      }
      LOG.errorf("a file of settings is too long, the previous values stay in force: %s", file);
    } catch (IOException e) {
      LOG.errorf("a file of settings cannot be read, the previous values stay in force: %s", file);
    }
    return Optional.empty();
  }

  private static Stream<Path> file(String location) {
    URI uri = URI.create(location);
    if (uri.getScheme() == null) {
      return Stream.of(Path.of(location)).filter(Files::isRegularFile);
    }
    return "file".equals(uri.getScheme())
        ? Stream.of(Path.of(uri)).filter(Files::isRegularFile)
        : Stream.empty();
  }

  private static String withoutQuotes(String property) {
    return property.replace("\"", "");
  }

  @Override
  public String toString() {
    return "MountedSecrets";
  }
}
