package com.leadignite.audit.event;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which bytes an event is kept, whatever bytes it came in (RFC 8785). */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CanonicalEventTest {

  private final UUID tenant = Samples.id();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1E30 | 1e+30",
        "4.50 | 4.5",
        "2e-3 | 0.002",
        "0.000000000000000000000000001 | 1e-27",
        "333333333.33333329 | 333333333.3333333",
        "1e308 | 1e+308",
        "-0.0 | 0",
        "5e-324 | 5e-324",
        "9007199254740991 | 9007199254740991",
        "[ 1 ,\t2.0 ] | [1,2]",
        "{\"b\":1,\"a\":2} | {\"a\":2,\"b\":1}",
        "{\"\\u20ac\":1,\"\\r\":2,\"1\":3,\"\\u00f6\":4} | {\"\\r\":2,\"1\":3,\"\u00f6\":4,\"\u20ac\":1}",
        "\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\/\" | \"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\/\"",
        "\"\\ud83d\\ude00\" | \"\ud83d\ude00\"",
      })
  void isKeptInCanonicalForm(String written, String kept) throws SQLException {
    Response answer = post(with(written));

    assertEquals("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}", answer.asString());
    assertTrue(content().contains("\"metadata\":{\"x\":" + kept + "}"), content());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "9007199254740992",
        "123456789012345678901234567890",
        "[[[[[[[[[[1]]]]]]]]]]"
      })
  void isRefusedIfThereIsNoSuchForm(String written) {
    Response answer = post(with(written));

    assertEquals(200, answer.statusCode(), answer.asString());
    assertEquals(0, answer.jsonPath().getInt("accepted"));
    assertEquals(1, answer.jsonPath().getList("rejected").size());
  }

  @Test
  void isTheSameEventInWhateverBytesItComes() {
    String event = with("1.0");
    post(event);

    Response again = post(event.replace("1.0", "10e-1").replace(",", " ,\n\t"));

    assertEquals("{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}", again.asString());
  }

  @Test
  void isShownWithTheValuesThatItCameWith() {
    post(with("1E30"));

    Response page =
        given()
            .header(
                "Authorization", TestTokens.admin().tenant(tenant).scopes("audit:read").bearer())
            .get("/audit/v1/events?action=lead.updated");

    assertEquals(1e30, page.jsonPath().getDouble("items[0].metadata.x"));
  }

  /** An event with a text in the place of a value, as it is. */
  private String with(String value) {
    ObjectNode event = Samples.leadUpdated(tenant);
    event.putObject("metadata").put("x", "@");
    return event.toString().replace("\"@\"", value);
  }

  private static Response post(String event) {
    return given()
        .header("Authorization", TestTokens.service("leads-service", "audit:write").bearer())
        .contentType(ContentType.JSON)
        .body("{\"events\":[" + event + "]}")
        .post("/audit/v1/events");
  }

  private static String content() throws SQLException {
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select content from audit.event where action = 'lead.updated'")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
