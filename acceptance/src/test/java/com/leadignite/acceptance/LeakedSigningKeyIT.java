package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.leadignite.stack.FirstAdmin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** "A leaked signing key" in {@code docs/operations.md}, on the whole platform. */
@Isolated
@Order(Integer.MAX_VALUE - 3)
@Tag("B25")
class LeakedSigningKeyIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** "Forged tokens are refused after six minutes at the latest." */
  private static final Duration LATEST = Duration.ofMinutes(6);

  /** One endpoint of each service. */
  private static final List<String> READS =
      List.of("/auth/v1/user", "/leads/v1/leads", "/webhooks/v1/sources", "/audit/v1/events");

  @Test
  void keysThatLeakedAreReplacedAndNobodyIsSignedOut() throws Exception {
    Optional<FirstAdmin> known = Platform.ownOnly().firstAdmin();
    assumeTrue(known.isPresent(), "the platform's administrator is not known");
    Client door = Client.ofThePlatform();
    Person root = administrator(door, known.get());
    Person person = Person.signUp(door);
    everywhere(door, person.accessToken(), 200);
    // Services have tokens of their own, by which they ask auth-service whose an API key is.
    door.get("/leads/v1/leads").bearer(key(door, person.accessToken())).send().expect(200);

    door.call("POST", "/auth/v1/admin/keys/replace").as(root).send().expect(200);

    Await.until(
        "all services refuse what the old keys signed",
        LATEST,
        () -> {
          // People go on signing in: by their tokens services see that there are other keys.
          String fresh = person.signIn(Client.ofThePlatform()).accessToken();
          for (String path : READS) {
            Client.ofThePlatform().get(path).bearer(fresh).send();
          }
          return statuses(person.accessToken()).stream().allMatch(List.of(401, 403)::contains);
        });
    Answer refreshed =
        door.post(
                "/auth/v1/token?grant_type=refresh_token",
                Map.of("refresh_token", person.refreshToken()))
            .send()
            .expect(200);
    everywhere(door, refreshed.text("/access_token"), 200);
    assertNotEquals(
        SigningKeysIT.kid(person.accessToken()),
        SigningKeysIT.kid(refreshed.text("/access_token")));
    String later = key(door, refreshed.text("/access_token"));
    Await.until(
        "services have other tokens",
        PATIENCE,
        () -> door.get("/leads/v1/leads").bearer(later).send().status() == 200);
    Person again = person.signIn(door);
    AuditLog log = new AuditLog(door, again);
    Await.until("events are delivered", PATIENCE, () -> !log.events("api_key.created").isEmpty());
  }

  private static String key(Client client, String token) throws Exception {
    return client
        .post("/auth/v1/api-keys", Map.of("name", "exporter", "scopes", List.of("leads:read")))
        .bearer(token)
        .send()
        .expect(201)
        .text("/secret");
  }

  private static Person administrator(Client client, FirstAdmin first)
      throws IOException, InterruptedException {
    return Person.of(
        first.email(),
        first.password(),
        Person.trySignIn(client, first.email(), first.password()).expect(200));
  }

  private static void everywhere(Client client, String token, int status) throws Exception {
    for (String path : READS) {
      client.get(path).bearer(token).send().expect(status);
    }
  }

  private static List<Integer> statuses(String token) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (String path : READS) {
      statuses.add(Client.ofThePlatform().get(path).bearer(token).send().status());
    }
    return statuses;
  }
}
