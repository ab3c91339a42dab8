package com.leadignite.webhook.source;

import static io.restassured.RestAssured.given;

import com.leadignite.testkit.cost.TextCosts;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TextCostsTest extends TextCosts {

  private static final String RECEIVING = "POST /webhooks/v1/in/{source_id}";
  private static final String NEW =
      """
      {
        "name": "Dialer",
        "kind": "generic_hmac",
        "settings": {"signed_format": "{timestamp}.{body}", "encoding": "hex"}
      }
      """;

  private final String admin = TestTokens.admin().scopes("webhooks:read webhooks:write").bearer();
  private String source = "";

  @BeforeEach
  void addASource() {
    source = newSource();
  }

  private String newSource() {
    return given()
        .header("Authorization", admin)
        .contentType("application/json")
        .body(NEW)
        .post("/webhooks/v1/sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Override
  protected String authorization(String operation) {
    // A webhook carries none; a sender who may not even send it is answered 401 all the same.
    return operation.equals(RECEIVING) ? "" : admin;
  }

  @Override
  protected String inPath(String operation, String parameter) {
    return source;
  }

  @Override
  protected String sample(String operation) {
    return operation.endsWith("/secrets") ? "{\"overlap_seconds\": 60}" : NEW;
  }

  @Override
  protected boolean mayRefuse(String operation) {
    return operation.equals(RECEIVING);
  }
}
