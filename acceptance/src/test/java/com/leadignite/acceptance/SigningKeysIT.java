package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.leadignite.stack.FirstAdmin;
import com.leadignite.stack.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * "Changing the signing key" in {@code docs/operations.md}, under traffic over two replicas of
 * auth-service and one of leads-service, which asks for no key that it does not know: what it
 * accepts was published before it signed.
 */
@Isolated
@Order(Integer.MAX_VALUE - 4)
class SigningKeysIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Map<String, String> VERIFIES_WHAT_WAS_PUBLISHED =
      Map.of(
          "leadignite.token.refresh-keys", "PT0.5S", "leadignite.token.unknown-key-pause", "P1D");

  private static Replica first;
  private static Replica second;
  private static Replica leads;
  private static FirstAdmin administrator;

  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  /** The first token of each key. */
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private final AtomicInteger reads = new AtomicInteger();
  private volatile String newest = "";
  private volatile boolean stopped;

  @BeforeAll
  static void replicas() throws Exception {
    Optional<FirstAdmin> known = Platform.ownOnly().firstAdmin();
    assumeTrue(known.isPresent(), "the platform's administrator is not known");
    Map<String, String> settings = new HashMap<>(VERIFIES_WHAT_WAS_PUBLISHED);
    settings.put("leadignite.signing-keys.reload", "1s");
    first = Replica.start(Service.AUTH, settings);
    second = Replica.start(Service.AUTH, settings);
    first.ready();
    second.ready();
    settings = new HashMap<>(VERIFIES_WHAT_WAS_PUBLISHED);
    settings.put(
        "leadignite.token.issuers.\"lead-ignite\".jwks-url",
        first.url() + "/auth/v1/.well-known/jwks.json");
    leads = Replica.start(Service.LEADS, settings).ready();
    administrator = known.get();
  }

  /** Somebody who signed in just now. */
  private static String admin() throws Exception {
    return Person.trySignIn(Client.of(first.url()), administrator.email(), administrator.password())
        .expect(200)
        .text("/access_token");
  }

  @AfterAll
  static void end() throws Exception {
    for (Replica replica : List.of(first, second, leads)) {
      replica.close();
    }
  }

  @Test
  void rotateByCommandAndByScheduleWithoutARefusedToken() throws Exception {
    Person person = Person.signUp(Client.of(first.url()));
    String before = person.accessToken();
    keep(before);
    for (Replica each : List.of(first, second)) {
      Client.of(each.url()).get("/auth/v1/user").bearer(before).send().expect(200);
    }
    Client.of(leads.url()).get("/leads/v1/leads").bearer(before).send().expect(200);
    List<Thread> traffic =
        List.of(
            loop(() -> refreshes(person)),
            loop(() -> signsIn(Person.signUp(Client.of(second.url())))),
            loop(() -> reads(first, "/auth/v1/user")),
            loop(() -> reads(second, "/auth/v1/user")),
            loop(() -> reads(leads, "/leads/v1/leads?limit=1")));

    String one = rotated(first, published(next(first)));
    String two = rotated(second, known(next(first)));
    // Asked at the replica that replaced the last one: the other may not have noticed yet.
    String three = known(next(second));
    // All of it is older than a month now, and whichever replica comes first replaces the key.
    age("31 days");
    Await.until("it is replaced by itself", PATIENCE, () -> tokens.containsKey(three));
    Await.until("both sign with it", PATIENCE, () -> bothSignWith(person, three));
    stopped = true;
    for (Thread thread : traffic) {
      thread.join();
    }

    assertEquals(List.of(), List.copyOf(refused));
    System.out.println("signed by " + tokens.keySet() + ", " + reads + " reads, none refused");
    assertEquals(Set.of(kid(before), one, two, three), tokens.keySet());
    // The first token is valid until it expires, whatever came after its key.
    Client.of(first.url()).get("/auth/v1/user").bearer(before).send().expect(200);
    Client.of(second.url()).get("/auth/v1/user").bearer(before).send().expect(200);
    Client.of(leads.url()).get("/leads/v1/leads").bearer(before).send().expect(200);
  }

  /** Replaces the key at one replica, once everybody knows the next one; answers which it is. */
  private String rotated(Replica at, String next) throws Exception {
    // The twelve minutes of waiting are over as soon as what they are for has happened.
    age("13 minutes");
    String active =
        Client.of(at.url())
            .call("POST", "/auth/v1/admin/keys/rotate")
            .bearer(admin())
            .send()
            .expect(200)
            .text("/active");
    assertEquals(next, active);
    Await.until("people get tokens of it", PATIENCE, () -> tokens.containsKey(active));
    return active;
  }

  private static String next(Replica replica) throws Exception {
    return Client.of(replica.url())
        .get("/auth/v1/admin/keys")
        .bearer(admin())
        .send()
        .expect(200)
        .text("/signing/next");
  }

  /** Waits until both replicas publish a key. */
  private static String published(String kid) throws Exception {
    Await.until(
        "both publish " + kid, PATIENCE, () -> publishes(first, kid) && publishes(second, kid));
    return kid;
  }

  /** Waits until everybody also verifies by it, which they log if it is new to them. */
  private static String known(String kid) throws Exception {
    published(kid);
    Await.until(
        "all verify by " + kid,
        PATIENCE,
        () ->
            first.said().contains(kid)
                && second.said().contains(kid)
                && leads.said().contains(kid));
    return kid;
  }

  private static boolean publishes(Replica replica, String kid) throws Exception {
    return Client.of(replica.url())
        .get("/auth/v1/.well-known/jwks.json")
        .send()
        .expect(200)
        .body()
        .contains(kid);
  }

  private static boolean bothSignWith(Person person, String kid) throws Exception {
    return kid(person.signIn(Client.of(first.url())).accessToken()).equals(kid)
        && kid(person.signIn(Client.of(second.url())).accessToken()).equals(kid);
  }

  private static void age(String by) throws Exception {
    Sql.run(
        "update auth.signing_keys set published_at = published_at - interval '"
            + by
            + "', activated_at = activated_at - interval '"
            + by
            + "'");
  }

  /** What somebody does over and over. */
  private interface Deed {
    void run() throws IOException, InterruptedException;
  }

  private Thread loop(Deed deed) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            deed.run();
          } catch (IOException | InterruptedException | AssertionError e) {
            refused.add(e.toString());
          }
        });
  }

  /** Refreshes at one replica and at the other by turns. */
  private void refreshes(Person person) throws IOException, InterruptedException {
    List<Client> both = List.of(Client.of(first.url()), Client.of(second.url()));
    keep(person.accessToken());
    String refreshToken = person.refreshToken();
    for (int i = 0; !stopped; i++) {
      Answer answer =
          both.get(i % 2)
              .post(
                  "/auth/v1/token?grant_type=refresh_token", Map.of("refresh_token", refreshToken))
              .send()
              .expect(200);
      keep(answer.text("/access_token"));
      refreshToken = answer.text("/refresh_token");
      Thread.sleep(50);
    }
  }

  private void signsIn(Person person) throws IOException, InterruptedException {
    List<Client> both = List.of(Client.of(first.url()), Client.of(second.url()));
    for (int i = 0; !stopped; i++) {
      keep(person.signIn(both.get(i % 2)).accessToken());
      Thread.sleep(300);
    }
  }

  private void keep(String token) {
    tokens.putIfAbsent(kid(token), token);
    newest = token;
  }

  /** With the first token of each key and with the newest of all, over and over. */
  private void reads(Replica at, String path) throws IOException, InterruptedException {
    Client client = Client.of(at.url());
    while (!stopped) {
      List<String> shown = new ArrayList<>(tokens.values());
      shown.add(newest);
      for (String token : shown) {
        Answer answer = client.get(path).bearer(token).send();
        reads.incrementAndGet();
        if (answer.status() != 200) {
          refused.add(path + " of " + at.url() + " by " + kid(token) + ": " + answer);
        }
      }
      Thread.sleep(20);
    }
  }

  static String kid(String token) {
    String header =
        new String(
            Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
            StandardCharsets.UTF_8);
    try {
      return Client.JSON.readTree(header).path("kid").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a token's header: " + header, e);
    }
  }
}
