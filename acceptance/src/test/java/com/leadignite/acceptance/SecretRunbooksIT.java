package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.RedisAddress;
import com.leadignite.embedded.RedisConnection;
import com.leadignite.stack.Service;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The runbooks of {@code docs/operations.md} that change a secret of every replica, executed while
 * somebody uses the service.
 */
@Isolated
@Order(Integer.MAX_VALUE - 5)
class SecretRunbooksIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What psql does, so that the server is sent a hash. */
  private static final String PASSWORD = "\\password ";

  @TempDir private Path folder;

  @Test
  void aDatabaseRolesPasswordIsChangedWithoutARefusedRequest() throws Exception {
    String role = "auth_app";
    String second = role + "_next";
    String before = setting(Service.AUTH, "quarkus.datasource.password");
    String meanwhile = password();
    String after = password();
    Deque<Map<String, String>> restarts =
        new ArrayDeque<>(
            List.of(
                Map.of(
                    "quarkus.datasource.username",
                    second,
                    "quarkus.datasource.password",
                    meanwhile),
                Map.of("quarkus.datasource.password", after)));
    Map<String, String> passwords = Map.of(second, meanwhile, role, after);

    try (RollingRestart auth = new RollingRestart()) {
      for (String step : Runbook.commands("Changing a database role's password")) {
        if (step.startsWith("-- a rolling restart")) {
          auth.restart(restarts.remove());
        } else if (step.startsWith(PASSWORD)) {
          String whose = step.substring(PASSWORD.length());
          Sql.password(whose, Objects.requireNonNull(passwords.get(whose), whose));
        } else {
          Sql.run(step);
        }
      }
      auth.goesOn();
      assertTrue(restarts.isEmpty());
      assertTrue(Sql.connects(role, after));
      assertFalse(Sql.connects(role, before));

      assertEquals(List.of(), auth.refused());
      assertFalse(Sql.connects(second, meanwhile));
    } finally {
      Sql.password(role, before);
      Sql.run("drop role if exists " + second);
    }
  }

  @Test
  void theRedisPasswordIsChangedWithoutARefusedRequest() throws Exception {
    RedisAddress redis = Platform.ownOnly().stack().redis();
    String after = password();
    RedisAddress changed = new RedisAddress(redis.host(), redis.port(), after);
    Map<String, String> settings = Map.of("quarkus.redis.hosts", changed.url());
    List<String> steps = Runbook.commands("Changing the Redis password");
    assertEquals(List.of("ACL SETUSER default >new", "ACL SETUSER default <old"), steps);

    try (RollingRestart auth = new RollingRestart();
        RedisConnection administrator = RedisConnection.open(redis)) {
      try {
        administrator.send(words(steps.get(0), redis.password(), after));
        auth.restart(settings);
        administrator.send(words(steps.get(1), redis.password(), after));
        assertThrows(IOException.class, () -> RedisConnection.open(redis).close());
        auth.restart(settings);

        assertEquals(List.of(), auth.refused());
      } finally {
        administrator.send("ACL", "SETUSER", "default", ">" + redis.password());
        administrator.send("ACL", "SETUSER", "default", "<" + after);
      }
    }
  }

  private static String[] words(String step, String before, String after) {
    return step.replace("<old", "<" + before).replace(">new", ">" + after).split(" ", -1);
  }

  @Test
  void anotherCursorKeyHasListsBeginAgain() throws Exception {
    Client client = Client.ofThePlatform();
    Person person = Person.signUp(client);
    for (int i = 0; i < 2; i++) {
      client
          .post("/leads/v1/leads", Map.of("last_name", "Hopper " + i))
          .as(person)
          .send()
          .expect(201);
    }
    String list = "/leads/v1/leads?limit=1";
    String cursor = client.get(list).as(person).send().expect(200).text("/next");

    String key = password();
    try (Replica leads =
        Replica.start(Service.LEADS, Map.of("leadignite.page.cursor-key", key)).ready()) {
      Client changed = Client.of(leads.url());

      Answer refused = changed.get(list + "&cursor=" + cursor).as(person).send().expect(400);
      assertEquals("/problems/invalid-cursor", refused.text("/type"));
      String again = changed.get(list).as(person).send().expect(200).text("/next");
      changed.get(list + "&cursor=" + again).as(person).send().expect(200);
      // While replicas with the old key run, they refuse the new ones' cursors.
      client.get(list + "&cursor=" + again).as(person).send().expect(400);
    }
  }

  /** "In three steps a minute apart", and nobody notices. */
  @Test
  void aServicesClientSecretIsChangedWhileBothRun() throws Exception {
    String client = "leads-service";
    String before = setting(Service.LEADS, "leadignite.service-token.client-secret");
    String after = password();
    String hashes = "leadignite.auth.clients.\"" + client + "\".secret-sha256=";
    String secret = "leadignite.service-token.client-secret=";
    Path ofAuth = folder.resolve("auth.properties");
    Path ofLeads = folder.resolve("leads.properties");
    write(ofAuth, hashes + Platform.sha256(before));
    write(ofLeads, secret + before);
    Map<String, String> reload = Map.of("leadignite.secrets.reload-every", "PT0.2S");
    try (Replica auth =
        Replica.start(
                Service.AUTH,
                ofAuth,
                // So that the service asks for a token again and again.
                with(reload, "leadignite.auth.access-token-life", "PT61S"))
            .ready()) {
      Map<String, String> settings =
          with(reload, "leadignite.service-token.url", auth.url() + "/auth/v1/token");
      try (Replica leads = Replica.start(Service.LEADS, ofLeads, settings).ready()) {
        Person person = Person.signUp(Client.ofThePlatform());
        looksUpAKey(leads, person);

        write(ofAuth, hashes + Platform.sha256(before) + "," + Platform.sha256(after));
        read(auth, ofAuth, 2);
        looksUpAKey(leads, person);
        write(ofLeads, secret + after);
        read(leads, ofLeads, 2);
        looksUpAKey(leads, person);
        write(ofAuth, hashes + Platform.sha256(after));
        read(auth, ofAuth, 3);
        looksUpAKey(leads, person);

        assertEquals(401, tokenFor(auth, client, before));
        assertEquals(200, tokenFor(auth, client, after));
      }
    }
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return more;
  }

  /** Needs a token of the service's own that is not older than a second. */
  private static void looksUpAKey(Replica leads, Person person) throws Exception {
    String key =
        Client.ofThePlatform()
            .post("/auth/v1/api-keys", Map.of("name", "exporter", "scopes", List.of("leads:read")))
            .as(person)
            .send()
            .expect(201)
            .text("/secret");
    Client.of(leads.url()).get("/leads/v1/leads").bearer(key).send().expect(200);
  }

  private static int tokenFor(Replica auth, String client, String secret) throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return Client.of(auth.url())
        .post("/auth/v1/token?grant_type=client_credentials", Map.of())
        .header("authorization", "Basic " + basic)
        .send()
        .status();
  }

  /** As an agent does: as a whole. */
  private void write(Path file, String setting) throws IOException {
    Path whole = Files.createTempFile(folder, "written", ".properties");
    Files.writeString(whole, "config_ordinal=295\n" + setting + "\n");
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Waits until a file counts that was written since the start. */
  private static void read(Replica replica, Path file, int times) throws Exception {
    String line = "settings were read file=" + file;
    Await.until(
        "it was read " + times + " times",
        PATIENCE,
        () -> replica.said().lines().filter(each -> each.contains(line)).count() >= times);
  }

  private static String setting(Service service, String name) throws IOException {
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(Platform.ownOnly().stack().settings(service))) {
      settings.load(file);
    }
    String value = settings.getProperty(name);
    assertTrue(value != null && !value.isBlank(), name);
    return value;
  }

  /** Without a space, which would need quoting in an address. */
  private static String password() {
    return Secrets.remember(Person.newPassword().replace(' ', '-') + "-and-longer");
  }
}
