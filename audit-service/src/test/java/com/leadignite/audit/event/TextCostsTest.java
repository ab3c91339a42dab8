package com.leadignite.audit.event;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.testkit.cost.TextCosts;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TextCostsTest extends TextCosts {

  private static final String WRITER = TestTokens.service("leads-service", "audit:write").bearer();

  private final UUID tenant = Samples.id();
  private final String admin = TestTokens.admin().tenant(tenant).scopes("audit:read").bearer();
  private String event = "";

  @BeforeEach
  void recordAnEvent() {
    ObjectNode recorded = Samples.leadUpdated(tenant);
    event = recorded.get("id").textValue();
    given()
        .header("Authorization", WRITER)
        .contentType("application/json")
        .body("{\"events\": [" + recorded + "]}")
        .post("/audit/v1/events")
        .then()
        .statusCode(200);
  }

  @Override
  protected String authorization(String operation) {
    return operation.startsWith("POST") ? WRITER : admin;
  }

  @Override
  protected String inPath(String operation, String parameter) {
    return event;
  }

  @Override
  protected String sample(String operation) {
    return "{\"events\": [" + Samples.leadUpdated(Samples.id()) + "]}";
  }
}
