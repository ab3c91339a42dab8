package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
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

  private static final String INVITATIONS = "/auth/v1/organization/invitations";

  /** One endpoint of each service that takes a scope. */
  private static final List<String> OF_SCOPES =
      List.of("/leads/v1/leads", "/webhooks/v1/sources", "/audit/v1/events", INVITATIONS);

  private static final List<String> SCOPES =
      List.of("leads:read", "webhooks:read", "audit:read", "organization:write");

  /** Answers about authors of secrets are cached for half a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Client client = Client.ofThePlatform();

  @Test
  void everyServiceRefusesItsMembersItsMachinesAndItsWebhooks() throws Exception {
    Optional<FirstAdmin> first = Platform.shared().firstAdmin();
    assumeTrue(first.isPresent(), "the platform's administrator is not known");
    Person root = administrator(first.get());
    Person founder = Person.signUp(client);
    Person member = Person.invited(client, founder, "agent");
    Source source = Source.create(client, founder);
    source.deliver(client, "one", "{}").expect(200);
    String key =
        client
            .post("/auth/v1/api-keys", Map.of("name", "exporter", "scopes", SCOPES))
            .as(founder)
            .send()
            .expect(201)
            .text("/secret");
    String scope = String.join(" ", SCOPES);
    Partner partner = Partner.register(client, founder, SCOPES);
    Answer given = partner.actFor(client, founder, scope).expect(200);
    // An API key, a client that acts for its owner, and one that acts for whoever agreed.
    List<String> machines =
        List.of(
            key,
            partner.credentials(client, scope).expect(200).text("/access_token"),
            given.text("/access_token"));
    for (String path : ENDPOINTS) {
      client.get(path).as(founder).send().expect(200);
    }
    for (String path : OF_SCOPES) {
      for (String machine : machines) {
        assertTrue(call(path).bearer(machine).send().succeeded(), path);
      }
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
    for (String path : OF_SCOPES) {
      for (String machine : machines) {
        call(path).bearer(machine).send().expect(401);
      }
    }
    partner.credentials(client, scope).expect(400);
    partner.refresh(client, given.text("/refresh_token")).expect(400);
    assertFalse(source.deliver(client, "two", "{}").expect(503).header("Retry-After").isEmpty());
    Person.trySignIn(client, member.email(), member.password()).expect(403);

    client.call("DELETE", suspension).as(root).send().expect(200);

    Person again = founder.signIn(client);
    for (String path : ENDPOINTS) {
      client.get(path).as(again).send().expect(200);
    }
    String after = partner.credentials(client, scope).expect(200).text("/access_token");
    for (String path : OF_SCOPES) {
      assertTrue(call(path).bearer(after).send().succeeded(), path);
    }
    Await.until(
        "its webhooks are taken again",
        PATIENCE,
        () -> source.deliver(client, "two", "{}").status() == 200);
    assertEquals(2, source.received(client, again).size());
  }

  private Client.Call call(String path) {
    return path.equals(INVITATIONS)
        ? client.post(path, Map.of("email", Person.newEmail(), "role", "agent"))
        : client.get(path);
  }

  private Person administrator(FirstAdmin first) throws IOException, InterruptedException {
    return Person.of(
        first.email(),
        first.password(),
        Person.trySignIn(client, first.email(), first.password()).expect(200));
  }
}
