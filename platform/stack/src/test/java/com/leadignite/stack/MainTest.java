package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends POSIX signals")
final class MainTest {

  @TempDir private Path home;
  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void endWhatATestLeft() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void endsWithAllItsProcessesOnSigint() throws Exception {
    endsAfter("INT", launch(heedingSigint()), 0);
  }

  @Test
  void endsWithAllItsProcessesOnSigterm() throws Exception {
    endsAfter("TERM", launch(List.of()), 0);
  }

  @Test
  void takesItsProcessesAlongWhenItIsKilled() throws Exception {
    endsAfter("KILL", launch(List.of()), 0);
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    // The second command keeps the shell from replacing itself by the first.
    Process shell = launch(List.of("/bin/sh", "-c", "\"$@\"; true", "sh"));

    endsAfter("KILL", shell, 1);
  }

  @Test
  void startsAgainAfterAKillAndSaysWhoTheAdministratorIs() throws Exception {
    endsAfter("KILL", launch(List.of()), 0);
    List<String> lines = new ArrayList<>();

    Process second = launch(List.of(), lines);

    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("Administrator: admin@example.org")),
        lines.toString());
    endsAfter("TERM", second, 0);
  }

  @Test
  void saysInOneSentenceWhatIsWrongAndEndsWithAStatus() throws Exception {
    Process process =
        start(
            List.of(), List.of("-Dstack.project=" + home, "-Dstack.data=" + home.resolve("data")));

    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue());
    assertEquals(
        "lead-ignite: auth-service is not built in " + home + ": run ./mvnw -Pup.",
        output.lines().filter(line -> line.startsWith("lead-ignite: ")).findFirst().orElse(output));
  }

  @Test
  void printsItsOptions() throws Exception {
    Process process = start(List.of(), List.of("-Dstack.help"));

    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

    assertTrue(output.contains("-Dstack.fresh"), output);
    assertEquals(0, process.waitFor());
  }

  private void endsAfter(String signal, Process process, int shells) throws Exception {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    // Four services, PostgreSQL with its workers, Redis, the guardian.
    assertTrue(all.size() >= 8 + shells, "only " + all.size());
    all.add(process.toHandle());
    started.addAll(all);

    int killed =
        new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid())).start().waitFor();

    assertEquals(0, killed);
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (all.stream().anyMatch(ProcessHandle::isAlive)) {
      assertTrue(
          System.nanoTime() < deadline,
          () ->
              all.stream()
                  .filter(ProcessHandle::isAlive)
                  .map(ProcessHandle::info)
                  .toList()
                  .toString());
      Thread.sleep(50);
    }
  }

  // A shell starts its background jobs, and this build may be one, with SIGINT ignored for good.
  private static List<String> heedingSigint() throws Exception {
    Path status = Path.of("/proc/self/status");
    boolean ignored =
        Files.exists(status)
            && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    return ignored ? List.of("env", "--default-signal=INT") : List.of();
  }

  private Process launch(List<String> prefix) throws Exception {
    return launch(prefix, new ArrayList<>());
  }

  private Process launch(List<String> prefix, List<String> lines) throws Exception {
    Path project = home.resolve("project");
    if (!Files.exists(project)) {
      TestingService.project(project);
    }
    Process process =
        start(
            prefix,
            List.of(
                "-Dstack.project=" + project,
                "-Dstack.data=" + home.resolve("data"),
                "-Dstack.port=0"));
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.startsWith("Ctrl-C")) {
        return process;
      }
    }
    throw new AssertionError("ended instead: " + lines);
  }

  private Process start(List<String> prefix, List<String> properties) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.addAll(properties);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process.toHandle());
    return process;
  }
}
