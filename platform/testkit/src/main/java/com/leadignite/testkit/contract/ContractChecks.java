package com.leadignite.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.leadignite.testkit.server.PlatformServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A service's OpenAPI document as a file that reviews see: {@code docs/api/<service>.yaml} is what
 * the service serves, and breaks no client of the last release unless that is listed. A service's
 * {@code ContractTest} is this.
 */
public abstract class ContractChecks {

  private static final String WRITE = "contract.write";
  private static final Path FOLDER = Path.of("..", "docs", "api");
  private static final Path ACCEPTED = FOLDER.resolve("accepted-changes.txt");

  @Test
  void theDocumentInTheRepositoryIsTheOneThatTheServiceServes() throws IOException {
    String served = GeneratedDocument.yaml(served());
    Path file = FOLDER.resolve(service() + ".yaml");
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, served);
    }
    String kept = Files.exists(file) ? Files.readString(file) : "";
    // Members in another order say the same.
    assertEquals(
        GeneratedDocument.read(kept),
        GeneratedDocument.read(served),
        () ->
            "The contract of "
                + service()
                + " has changed. If that is meant, regenerate its file and commit it:\n"
                + "./mvnw test -Dquick -Dtest=ContractTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dcontract.write\n");
  }

  @Test
  void breaksNoClientOfTheLastReleaseUnlessThatIsListed() throws IOException {
    Path released = FOLDER.resolve("released").resolve(service() + ".yaml");
    List<String> changes =
        Files.exists(released) // or the service is newer than the last release
            ? BreakingChanges.between(
                GeneratedDocument.read(released), GeneratedDocument.read(served()))
            : List.of();
    Set<String> found = new TreeSet<>();
    changes.forEach(change -> found.add(service() + " " + change));
    Set<String> accepted = accepted();
    if (!found.equals(accepted)) {
      fail(
          "Clients of the last release break, and docs/api/accepted-changes.txt does not say so:\n"
              + lines(found, accepted)
              + "It lists what is no change any more:\n"
              + lines(accepted, found));
    }
  }

  private static Set<String> accepted() throws IOException {
    try (Stream<String> lines = Files.lines(ACCEPTED)) {
      return lines
          .filter(line -> line.startsWith(service() + " "))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String lines(Set<String> these, Set<String> withoutThose) {
    return these.stream()
        .filter(line -> !withoutThose.contains(line))
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String served() throws IOException {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The service is the module whose tests run, and tests run in its folder. */
  static String service() {
    return Path.of("").toAbsolutePath().getFileName().toString();
  }
}
