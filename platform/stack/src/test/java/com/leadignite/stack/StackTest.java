package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.RedisConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StackTest {

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path home;
  private StackOptions options;

  @BeforeEach
  void prepare() throws Exception {
    options =
        StackOptions.of(TestingService.project(home.resolve("project")), home.resolve("data"))
            .onAnyPorts();
  }

  @Test
  void startsEveryPartAndLeavesNoneBehind() throws Exception {
    Stack stack = Stack.start(options);
    List<ProcessHandle> processes =
        stack.processes().values().stream()
            .flatMap(part -> Stream.concat(Stream.of(part), part.descendants()))
            .toList();

    assertEquals(
        "[audit, auth, leads, postgres, redis, webhook]",
        stack.processes().keySet().stream().sorted().toList().toString());
    for (Service service : Service.values()) {
      for (String path : service.paths()) {
        assertEquals(200, status(stack.url().resolve(path + "/x")), path);
      }
    }
    stack.close();

    assertTrue(processes.stream().noneMatch(ProcessHandle::isAlive));
    try (Stream<Path> left = Files.list(home.resolve("data/run"))) {
      assertEquals(List.of(), left.toList());
    }
    assertThrows(java.io.IOException.class, () -> status(stack.url()));
  }

  @Test
  void recoversFromTheDeathOfAnyPartOnTheSamePorts() throws Exception {
    try (Stack stack = Stack.start(options)) {
      stack.redis();
      for (String name : List.copyOf(stack.processes().keySet())) {
        ProcessHandle before = stack.process(name);
        before.destroyForcibly();
        before.onExit().get(60, TimeUnit.SECONDS);

        eventually(
            () -> stack.processes().containsKey(name) && !stack.process(name).equals(before));
      }
      stack.awaitReady(Duration.ofMinutes(2));
      eventually(() -> answersPing(stack));
      eventually(() -> isValid(stack));
      assertEquals(200, status(stack.url().resolve("/leads/v1/x")));
    }
  }

  @Test
  void leavesAPausedPartDown() throws Exception {
    try (Stack stack = Stack.start(options)) {
      stack.pause("audit");
      assertEquals(503, status(stack.url().resolve("/audit/v1/x")));
      assertFalse(stack.processes().containsKey("audit"));

      stack.resume("audit");
      stack.awaitReady(Duration.ofMinutes(2));
      assertEquals(200, status(stack.url().resolve("/audit/v1/x")));
    }
  }

  @Test
  void showsTheFirstAdministratorsPasswordOnceAndStoresItNowhere() throws Exception {
    FirstAdmin admin;
    try (Stack first = Stack.start(options)) {
      admin = first.firstAdmin().orElseThrow();
      for (Path file : files(home.resolve("data"))) {
        assertFalse(contains(file, admin.password()), file.toString());
      }
    }
    assertEquals("admin@example.org", admin.email());

    try (Stack second = Stack.start(options)) {
      assertTrue(second.firstAdmin().isEmpty());
      assertEquals("admin@example.org", second.earlierAdmin().orElse(""));
    }
  }

  @Test
  void showsNoSecretInTheProcessList() throws Exception {
    try (Stack stack = Stack.start(options)) {
      String secrets = Files.readString(home.resolve("data/secrets.properties"));
      for (Map.Entry<String, ProcessHandle> part : stack.processes().entrySet()) {
        String commandLine = part.getValue().info().commandLine().orElse("");
        assertFalse(commandLine.isEmpty(), part.getKey());
        assertFalse(commandLine.contains(stack.postgres().password()), part.getKey());
        assertFalse(commandLine.contains(stack.redis().password()), part.getKey());
        secrets
            .lines()
            .filter(line -> line.contains("="))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .forEach(secret -> assertFalse(commandLine.contains(secret), part.getKey()));
      }
    }
  }

  @Test
  void showsTheLogOfAServiceThatDoesNotStartAndStopsTheRest() {
    StackOptions broken = options.with(Service.LEADS, "testing.refuse", "because");
    long children = ProcessHandle.current().descendants().count();

    StackException refusal = assertThrows(StackException.class, () -> Stack.start(broken));

    assertTrue(
        refusal.getMessage().startsWith("leads-service ended; its log,"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("refused: because"), refusal.getMessage());
    // One more at most: the guardian, which stays for the next.
    assertTrue(ProcessHandle.current().descendants().count() <= children + 1);
  }

  @Test
  void saysWhatIsNotBuilt() throws Exception {
    Files.delete(home.resolve("project/audit-service/target/quarkus-app/quarkus-run.jar"));

    StackException refusal = assertThrows(StackException.class, () -> Stack.start(options));

    assertEquals(
        "audit-service is not built in " + home.resolve("project") + ": run ./mvnw -Pup.",
        refusal.getMessage());
  }

  private int status(URI uri) throws Exception {
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static boolean answersPing(Stack stack) {
    try (RedisConnection connection = RedisConnection.open(stack.redis())) {
      return "PONG".equals(connection.send("PING"));
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static boolean isValid(Stack stack) {
    try (Connection connection = stack.postgres().dataSource("leadignite").getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain");
      Thread.sleep(50);
    }
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean contains(Path file, String text) throws Exception {
    return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
        .contains(text);
  }
}
