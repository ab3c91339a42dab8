package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** API keys that auth-service made, at all four services. */
class ApiKeysIT {

  /** One endpoint of each service that keys may call, and the scope that it takes. */
  private static final Map<String, String> ENDPOINTS =
      Map.of(
          "/leads/v1/leads", "leads:read",
          "/webhooks/v1/sources", "webhooks:read",
          "/audit/v1/events", "audit:read",
          "/auth/v1/organization/invitations", "organization:write");

  private static final List<String> ALL =
      List.of("leads:read", "webhooks:read", "audit:read", "organization:write");

  private final Client client = Client.ofThePlatform();

  /** A key that was just made. */
  private record Key(String id, String secret) {}

  @Test
  void everyServiceAcceptsAKeyInEitherField() throws Exception {
    Key key = create(Person.signUp(client), ALL);

    for (String path : ENDPOINTS.keySet()) {
      assertTrue(bearer(path, key.secret()).succeeded(), path);
      assertTrue(call(path).header("x-api-key", key.secret()).send().succeeded(), path);
    }
  }

  @Test
  @Tag("B33")
  void everyServiceRefusesTwoCredentialsThatDiffer() throws Exception {
    Person admin = Person.signUp(client);
    Key key = create(admin, ALL);

    for (String path : ENDPOINTS.keySet()) {
      call(path).as(admin).header("x-api-key", key.secret()).send().expect(401);
    }
  }

  @Test
  @Tag("B33")
  void everyServiceRefusesAKeyWithoutTheScope() throws Exception {
    Person admin = Person.signUp(client);

    for (Map.Entry<String, String> endpoint : ENDPOINTS.entrySet()) {
      List<String> others = ALL.stream().filter(s -> !s.equals(endpoint.getValue())).toList();
      Answer refused = bearer(endpoint.getKey(), create(admin, others).secret()).expect(403);
      assertTrue(refused.header("WWW-Authenticate").contains(endpoint.getValue()));
    }
  }

  @Test
  @Tag("B25")
  void everyServiceRefusesARevokedKeyAtOnce() throws Exception {
    Person admin = Person.signUp(client);
    Key key = create(admin, ALL);
    for (String path : ENDPOINTS.keySet()) {
      assertTrue(bearer(path, key.secret()).succeeded(), path);
    }

    client.call("DELETE", "/auth/v1/api-keys/" + key.id()).as(admin).send().expect(204);

    for (String path : ENDPOINTS.keySet()) {
      bearer(path, key.secret()).expect(401);
    }
  }

  @Test
  @Tag("B41")
  void everyServiceKnowsThatTheOwnerIsAnAdminNoMore() throws Exception {
    Person founder = Person.signUp(client);
    Person owner = Person.invited(client, founder, "admin");
    Key key = create(owner, ALL);
    for (String path : ENDPOINTS.keySet()) {
      assertTrue(bearer(path, key.secret()).succeeded(), path);
    }

    String member = "/auth/v1/organization/members/" + owner.id();
    client.call("PATCH", member).json(Map.of("role", "agent")).as(founder).send().expect(200);

    for (String path : ENDPOINTS.keySet()) {
      assertEquals(path.startsWith("/leads/") ? 200 : 403, bearer(path, key.secret()).status());
    }

    client.call("DELETE", member).as(founder).send().expect(204);

    for (String path : ENDPOINTS.keySet()) {
      bearer(path, key.secret()).expect(401);
    }
  }

  @Test
  @Tag("B33")
  void aKeyReachesItsOrganizationAlone() throws Exception {
    Person owner = Person.signUp(client);
    Person stranger = Person.signUp(client);
    Answer lead =
        client
            .post("/leads/v1/leads", Map.of("last_name", "Hopper"))
            .as(stranger)
            .send()
            .expect(201);
    Key key = create(owner, ALL);

    bearer("/leads/v1/leads/" + lead.text("/id"), key.secret()).expect(404);
    assertFalse(bearer("/leads/v1/leads", key.secret()).body().contains(lead.text("/id")));
  }

  @Test
  @Tag("B33")
  void noServiceAcceptsAKeyFromAnotherAddress() throws Exception {
    Key key = create(Person.signUp(client), ALL, List.of("192.0.2.0/24"));

    for (String path : ENDPOINTS.keySet()) {
      bearer(path, key.secret()).expect(403);
    }
  }

  @Test
  void anOldSecretEndsWhenItsOverlapDoesNotExist() throws Exception {
    Person admin = Person.signUp(client);
    Key key = create(admin, ALL);
    String rotate = "/auth/v1/api-keys/" + key.id() + "/rotate";

    String second =
        client
            .post(rotate, Map.of("overlap_seconds", 600))
            .as(admin)
            .send()
            .expect(200)
            .text("/secret");
    bearer("/leads/v1/leads", key.secret()).expect(200);
    bearer("/leads/v1/leads", second).expect(200);

    String third = client.post(rotate, Map.of()).as(admin).send().expect(200).text("/secret");
    bearer("/leads/v1/leads", key.secret()).expect(401);
    bearer("/leads/v1/leads", second).expect(401);
    bearer("/leads/v1/leads", third).expect(200);
  }

  private Answer bearer(String path, String secret) throws IOException, InterruptedException {
    return call(path).bearer(secret).send();
  }

  private Client.Call call(String path) {
    return path.startsWith("/auth/")
        ? client.post(path, Map.of("email", Person.newEmail(), "role", "agent"))
        : client.get(path);
  }

  private Key create(Person owner, List<String> scopes) throws IOException, InterruptedException {
    return create(owner, scopes, List.of());
  }

  private Key create(Person owner, List<String> scopes, List<String> addresses)
      throws IOException, InterruptedException {
    Answer made =
        client
            .post(
                "/auth/v1/api-keys",
                Map.of("name", "exporter", "scopes", scopes, "addresses", addresses))
            .as(owner)
            .send()
            .expect(201);
    return new Key(made.text("/key/id"), made.text("/secret"));
  }
}
