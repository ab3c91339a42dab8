package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.leadignite.stack.FirstAdmin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An organization that is suspended is so in all four services, once the suspension is answered.
 */
@ResourceLock(Platform.FIRST_ADMIN)
@Tag("B25")
@Tag("B41")
class SuspensionIT {

  private static final List<String> ENDPOINTS =
      List.of(
          "/leads/v1/leads", "/webhooks/v1/sources", "/audit/v1/events", "/auth/v1/organization");

  private static final List<String> OF_KEYS =
      List.of("/leads/v1/leads", "/webhooks/v1/sources", "/audit/v1/events");

  /** Answers about authors of secrets are cached for half a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Client client = Client.ofThePlatform();

  @Test
  void everyServiceRefusesItsMembersAndItsWebhooks() throws Exception {
    Optional<FirstAdmin> first = Platform.shared().firstAdmin();
    assumeTrue(first.isPresent(), "the platform's administrator is not known");
    Person root = administrator(first.get());
    Person founder = Person.signUp(client);
    Person member = Person.invited(client, founder, "agent");
    Source source = Source.create(client, founder);
    source.deliver(client, "one", "{}").expect(200);
    String key =
        client
            .post(
                "/auth/v1/api-keys",
                Map.of(
                    "name",
                    "exporter",
                    "scopes",
                    List.of("leads:read", "webhooks:read", "audit:read")))
            .as(founder)
            .send()
            .expect(201)
            .text("/secret");
    for (String path : ENDPOINTS) {
      client.get(path).as(founder).send().expect(200);
    }
    for (String path : OF_KEYS) {
      client.get(path).bearer(key).send().expect(200);
    }
    String suspension =
        "/auth/v1/admin/organizations/"
            + client.get("/auth/v1/organization").as(founder).send().expect(200).text("/id")
            + "/suspension";

    client.call("PUT", suspension).json(Map.of("reason", "a test")).as(root).send().expect(200);

    for (String path : ENDPOINTS) {
      client.get(path).as(founder).send().expect(401);
      client.get(path).as(member).send().expect(401);
    }
    for (String path : OF_KEYS) {
      client.get(path).bearer(key).send().expect(401);
    }
    assertFalse(source.deliver(client, "two", "{}").expect(503).header("Retry-After").isEmpty());
    Person.trySignIn(client, member.email(), member.password()).expect(403);

    client.call("DELETE", suspension).as(root).send().expect(200);

    Person again = founder.signIn(client);
    for (String path : ENDPOINTS) {
      client.get(path).as(again).send().expect(200);
    }
    Await.until(
        "its webhooks are taken again",
        PATIENCE,
        () -> source.deliver(client, "two", "{}").status() == 200);
    assertEquals(2, source.received(client, again).size());
  }

  private Person administrator(FirstAdmin first) throws IOException, InterruptedException {
    return Person.of(
        first.email(),
        first.password(),
        Person.trySignIn(client, first.email(), first.password()).expect(200));
  }
}
