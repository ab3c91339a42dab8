package com.leadignite.guard.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
class PageResourceTest {

  private static final String ITEMS = "/page/v1/items";

  @TestHTTPResource(value = "/", management = true)
  URI management;

  @Test
  void answersFiftyItemsIfNoLimitIsSent() {
    Response first = given().get(ITEMS);

    assertEquals(50, first.<List<?>>path("items").size());
    first.then().statusCode(200).body("items[49].id", equalTo(new UUID(0, 50).toString()));
  }

  @Test
  void leadsThroughAllPagesWithoutGapOrRepetition() {
    Response first = given().get(ITEMS + "?limit=200");
    Response second = given().queryParam("cursor", (String) first.path("next")).get(ITEMS);

    assertEquals(200, first.<List<?>>path("items").size());
    assertEquals(10, second.<List<?>>path("items").size());
    second
        .then()
        .body("items[0].id", equalTo(new UUID(0, 201).toString()))
        .body("$", hasKey("next"));
    assertNull(second.path("next"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "201", "1000", "-1", "+1", "01", "1.0", "abc", " 1", "１"})
  void refusesALimitOutOfBounds(String limit) {
    given()
        .queryParam("limit", limit)
        .get(ITEMS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/validation-failed"))
        .body(
            "errors",
            equalTo(
                List.of(
                    Map.of("field", "limit", "message", "must be a whole number from 1 to 200"))));
  }

  @Test
  void refusesWhatIsGivenTwice() {
    String next = given().get(ITEMS).path("next");

    given().get(ITEMS + "?limit=1&limit=200").then().statusCode(400);
    given().get(ITEMS + "?limit=1&limit=").then().statusCode(400);
    given().get(ITEMS + "?cursor=" + next + "&cursor=" + next).then().statusCode(400);
  }

  @Test
  void documentsBothParametersAndTheAnswer() {
    JsonPath document =
        given().accept("application/json").get(management.resolve("openapi")).jsonPath();
    List<Map<String, Object>> parameters = document.getList("paths.'" + ITEMS + "'.get.parameters");

    assertEquals(
        Map.of("type", "integer", "minimum", 1, "maximum", 200, "default", 50),
        schema(parameters, "limit"));
    assertEquals(Map.of("type", "string"), schema(parameters, "cursor"));
  }

  private static Object schema(List<Map<String, Object>> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> name.equals(parameter.get("name")))
        .map(parameter -> parameter.get("schema"))
        .toList()
        .getFirst();
  }

  @Test
  void namesABadLimitTogetherWithOtherBadParameters() {
    given()
        .queryParam("limit", "many")
        .queryParam("colour", "RED")
        .get(ITEMS)
        .then()
        .statusCode(400)
        .body("errors.field", containsInAnyOrder("limit", "colour"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesACursorOfNobodys(String cursor) {
    given()
        .queryParam("cursor", cursor)
        .get(ITEMS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-cursor"));
  }

  @Test
  void refusesACursorWithAnotherFilter() {
    String next = given().get(ITEMS + "?colour=red").path("next");

    given().get(ITEMS + "?colour=red&cursor=" + next).then().statusCode(200);
    given().get(ITEMS + "?cursor=" + next).then().statusCode(400);
    given().get(ITEMS + "?colour=blue&cursor=" + next).then().statusCode(400);
  }

  @Test
  void takesIdsInCapitalsAndTimesOfRfc3339() {
    given()
        .contentType("application/json")
        .body(
            """
            {"id": "01890A5D-AC96-774B-BCCE-B302099A8057", "at": "2026-11-26t20:00:00.1234567+01:00"}
            """)
        .post(ITEMS)
        .then()
        .statusCode(200)
        .body("id", equalTo("01890a5d-ac96-774b-bcce-b302099a8057"))
        .body("at", equalTo("2026-11-26T19:00:00.123456Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | \"1-1-1-1-1\"",
        "id | \"AYkKXayWd0u8zrMCCZqAVw==\"",
        "id | \"\"",
        "id | 7",
        "id | {}",
        "at | 1764187200",
        "at | \"1764187200\"",
        "at | \"2026-11-26T20:00Z\"",
        "at | \"2026-11-26T20:00:00\"",
        "at | \"+12026-11-26T20:00:00Z\"",
        "at | \"2026-02-30T20:00:00Z\"",
        "at | \"\"",
        "at | []"
      })
  void refusesOtherFormsOfIdsAndTimes(String member, String value) {
    String body =
        """
        {"id": "01890a5d-ac96-774b-bcce-b302099a8057", "%s": %s}
        """
            .formatted(member, value);

    given()
        .contentType("application/json")
        .body(member.equals("id") ? "{\"id\": " + value + "}" : body)
        .post(ITEMS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/malformed-request"))
        .body("errors.field", equalTo(List.of(member)));
  }
}
