package com.leadignite.webhook.source;

import static com.leadignite.webhook.source.SourcesApi.SMALLEST;
import static com.leadignite.webhook.source.SourcesApi.SOURCES;
import static com.leadignite.webhook.source.SourcesApi.admin;
import static com.leadignite.webhook.source.SourcesApi.json;
import static com.leadignite.webhook.source.SourcesApi.post;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attempts at another organization's sources and webhooks are recorded. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B45")
class SourceRefusalsTest {

  private final UUID tenant = UUID.randomUUID();
  private final String admin = admin(tenant).bearer();

  @Test
  void recordsWhoReachesForAnotherOrganizationsSources() throws Exception {
    String theirs = json(post(admin(UUID.randomUUID()).bearer(), "", SMALLEST)).get("id").asText();

    assertEquals(404, call("GET", SOURCES + "/" + theirs));
    assertEquals(404, call("DELETE", SOURCES + "/" + theirs));
    assertEquals(404, call("POST", SOURCES + "/" + theirs + "/secrets"));
    assertEquals(404, call("GET", "/webhooks/v1/inbox/" + UUID.randomUUID()));

    List<String> expected =
        List.of(
            "GET " + SOURCES + "/" + theirs,
            "DELETE " + SOURCES + "/" + theirs,
            "POST " + SOURCES + "/" + theirs + "/secrets");
    List<String> told = told();
    for (int i = 0; i < 600 && told.size() < 4; i++) {
      Thread.sleep(100);
      told = told();
    }
    assertEquals(4, told.size(), told::toString);
    assertEquals(expected, told.subList(0, 3));
  }

  private int call(String method, String path) {
    return given()
        .header("Authorization", admin)
        .contentType("application/json")
        .body("{}")
        .request(method, path)
        .statusCode();
  }

  private List<String> told() throws SQLException {
    try (var connection = PlatformServers.superuser().getConnection();
        var select =
            connection.prepareStatement(
                """
                select
                  event::jsonb #>> '{metadata,method}' || ' ' || (event::jsonb #>> '{metadata,path}')
                from webhooks.outbox
                where tenant_id = ?
                  and event::jsonb ->> 'action' = 'access.denied'
                  and event::jsonb ->> 'outcome' = 'denied'
                order by id
                """)) {
      select.setObject(1, tenant);
      var told = new ArrayList<String>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          told.add(rows.getString(1));
        }
      }
      return told;
    }
  }
}
