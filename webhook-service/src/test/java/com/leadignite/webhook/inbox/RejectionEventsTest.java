package com.leadignite.webhook.inbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.MutableClock;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the audit log records of refused webhooks, and when. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class RejectionEventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Inject Rejections rejections;
  @Inject MutableClock clock;
  private String path;

  @BeforeEach
  void makeASource() {
    path =
        given()
            .header("Authorization", TestTokens.admin().scopes("webhooks:write").bearer())
            .contentType(ContentType.JSON)
            .body("{\"name\":\"Dialer\",\"kind\":\"generic_hmac\"}")
            .post("/webhooks/v1/sources")
            .jsonPath()
            .getString("path");
  }

  @AfterEach
  void putTheClockBack() {
    rejections.onShutdown(new ShutdownEvent());
    clock.reset();
  }

  @Test
  void areTheFirstAtOnceAndTheRestWithTheirAddressWhenTheMinuteIsOver() throws Exception {
    refused(30);
    assertEquals(List.of("header_missing 1 127.0.0.1 denied"), told());

    clock.turn(Duration.ofSeconds(61));
    rejections.reportDue().await().atMost(LIMIT);

    assertEquals(
        List.of("header_missing 1 127.0.0.1 denied", "header_missing 29 127.0.0.1 denied"), told());
  }

  @Test
  void areToldBeforeTheServiceLeaves() throws Exception {
    refused(3);

    rejections.onShutdown(new ShutdownEvent());

    assertEquals(
        List.of("header_missing 1 127.0.0.1 denied", "header_missing 2 127.0.0.1 denied"), told());
  }

  private void refused(int times) {
    for (int i = 0; i < times; i++) {
      given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
    }
  }

  private static List<String> told() throws Exception {
    List<String> told = new ArrayList<>();
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select event from webhooks.outbox order by id")) {
      while (rows.next()) {
        JsonNode event = JSON.readTree(rows.getString(1));
        if (event.get("action").asText().equals("webhook.rejected")) {
          told.add(
              String.join(
                  " ",
                  event.at("/metadata/reason").asText(),
                  event.at("/metadata/count").asText(),
                  event.at("/context/address").asText(),
                  event.get("outcome").asText()));
        }
      }
    }
    return told;
  }
}
