package com.leadignite.guard.access;

import static com.leadignite.guard.testing.TestIssuer.person;
import static com.leadignite.guard.testing.TestIssuer.service;
import static com.leadignite.guard.testing.TestIssuer.sign;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.revocation.Revocations;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each refusal is an event, whichever layer refused. */
@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B45")
class DenialEventsTest {

  @Inject DenialEvents events;
  @Inject Revocations revocations;
  @Inject ObjectMapper json;

  @Test
  void recordsWhatTheGuardRefuses() throws Exception {
    Map<String, Object> agent = person();
    agent.put("role", "agent");

    call(agent, "/probe/managers", 403);

    JsonNode event = theOnly(sub(agent));
    assertEquals("access.denied", event.at("/action").asText());
    assertEquals("denied", event.at("/outcome").asText());
    assertEquals("ProbeResource.managers", event.at("/targets/0/id").asText());
    assertEquals("forbidden", event.at("/metadata/problem").asText());
    assertEquals("The role agent may not do this.", event.at("/metadata/reason").asText());
    assertEquals("GET", event.at("/metadata/method").asText());
    assertEquals("/probe/managers", event.at("/metadata/path").asText());
    assertEquals(1, event.at("/metadata/count").asInt());
    assertEquals(agent.get("tenant_id"), event.at("/tenant_id").asText());
    assertEquals("127.0.0.1", event.at("/context/address").asText());
  }

  @Test
  void recordsWhatAPolicyRefuses() throws Exception {
    Map<String, Object> claims = person();

    call(claims, "/probe/things/known", 403);

    JsonNode event = theOnly(sub(claims));
    assertEquals("denied", event.at("/outcome").asText());
    assertEquals("You may not have this thing.", event.at("/metadata/reason").asText());
    assertEquals("/probe/things/known", event.at("/metadata/path").asText());
  }

  @Test
  void recordsWhatIsHidden() throws Exception {
    Map<String, Object> claims = person();

    call(claims, "/probe/things/other", 404);

    JsonNode event = theOnly(sub(claims));
    assertEquals("denied", event.at("/outcome").asText());
    assertEquals("not-found", event.at("/metadata/problem").asText());
  }

  @Test
  void recordsWhatWasRefusedWithoutAProblem() throws Exception {
    Map<String, Object> claims = person();

    call(claims, "/probe/curt", 403);

    assertEquals("forbidden", theOnly(sub(claims)).at("/metadata/problem").asText());
  }

  @Test
  void recordsRefusedServices() throws Exception {
    String name = "probe-" + UUID.randomUUID();

    call(service(name, "audit:read"), "/probe/service", 403);

    assertEquals("service", theOnly(name).at("/actor/type").asText());
  }

  @Test
  void recordsRefusedStrangers() throws Exception {
    String path = "/probe/public/" + UUID.randomUUID();

    given().get(path).then().statusCode(404);

    JsonNode event = theOnly(path);
    assertEquals("anonymous", event.at("/actor/type").asText());
    assertEquals("127.0.0.1", event.at("/context/address").asText());
  }

  @Test
  void recordsWhoseRevokedTokenWasUsed() throws Exception {
    Map<String, Object> claims = person();
    revocations
        .revokeSessions(
            sub(claims),
            List.of(new SessionId(UUID.fromString(claims.get("session_id").toString()))))
        .await()
        .indefinitely();

    call(claims, "/probe/read", 401);

    assertEquals("revoked", theOnly(sub(claims)).at("/metadata/reason").asText());
  }

  @Test
  void recordsNeitherAllowedRequestsNorUnknownPaths() throws Exception {
    Map<String, Object> claims = person();

    call(claims, "/probe/read", 200);
    call(claims, "/probe/nothing", 404);
    call(claims, "/probe/things/known", 403);

    assertEquals("/probe/things/known", theOnly(sub(claims)).at("/metadata/path").asText());
  }

  @Test
  void countsWhatIsTriedAgainAndAgain() throws Exception {
    Map<String, Object> claims = person();
    for (int i = 0; i < 10; i++) {
      call(claims, "/probe/things/known", 403);
    }
    theOnly(sub(claims));

    events.tellCounted().await().indefinitely();

    List<JsonNode> written = outbox(sub(claims));
    assertEquals(2, written.size());
    assertEquals(9, written.getLast().at("/metadata/count").asInt());
  }

  private static void call(Map<String, Object> claims, String path, int status) {
    given().header("Authorization", "Bearer " + sign(claims)).get(path).then().statusCode(status);
  }

  private static String sub(Map<String, Object> claims) {
    return claims.get("sub").toString();
  }

  private JsonNode theOnly(String about) throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    List<JsonNode> found = outbox(about);
    while (found.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
      found = outbox(about);
    }
    assertEquals(1, found.size(), found::toString);
    return found.getFirst();
  }

  private List<JsonNode> outbox(String about) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    try (Connection connection = Servers.superuser().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select event::text from guard.outbox where event::text like ? order by id")) {
      select.setString(1, "%" + about + "%");
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(json.readTree(rows.getString(1)));
        }
      }
    }
    assertTrue(found.stream().allMatch(e -> e.at("/action").asText().equals("access.denied")));
    return found;
  }
}
