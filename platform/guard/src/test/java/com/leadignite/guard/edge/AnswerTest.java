package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
class AnswerTest {

  private static final String ID = "01890000-0000-7000-8000-000000000001";
  private static final String JSON = "Content-Type: application/json";

  @TestHTTPResource URI base;

  @ParameterizedTest
  @CsvSource({
    "GET,/edge/v1/things/" + ID + ",200",
    "GET,/nothing/here,404",
    "GET,/edge/v1/nothing,404",
    "DELETE,/edge/v1/things/" + ID + ",405",
    "GET,/edge/v1/things;x/" + ID + ",400",
    "GET,/edge/v1/broken,500",
    "GET,/edge/v1/refused,409"
  })
  void everyAnswerCarriesTheSecurityHeaders(String method, String target, int status) {
    Wire.Answer answer = wire().send(method, target, "");

    assertEquals(status, answer.status());
    assertEquals("nosniff", answer.header("x-content-type-options"));
    assertEquals("deny", answer.header("x-frame-options"));
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'", answer.header("content-security-policy"));
    assertEquals("no-referrer", answer.header("referrer-policy"));
    assertEquals("no-store", answer.header("cache-control"));
    assertTrue(answer.header("strict-transport-security").contains("includeSubDomains"));
    for (String removed : List.of("server", "x-powered-by", "x-aspnet-version", "via")) {
      assertEquals("", answer.header(removed));
    }
  }

  @Test
  void aPageMaySetItsOwnPolicyAndCaching() {
    Wire.Answer answer = wire().get("/edge/v1/page", "Accept: text/html");

    assertEquals("default-src 'self'", answer.header("content-security-policy"));
    assertEquals("public, max-age=60", answer.header("cache-control"));
    assertEquals("Accept, Origin", answer.header("vary"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/nothing/here,*/*,404,not-found",
    "GET,/edge/v1/nothing,*/*,404,not-found",
    "GET,/edge/v1/things/not-a-uuid,*/*,404,not-found",
    "DELETE,/edge/v1/things,*/*,405,method-not-allowed",
    "TRACE,/edge/v1/things,*/*,405,method-not-allowed",
    "GET,/edge/v1/request,text/html,406,not-acceptable",
    "GET,/edge/v1/broken,*/*,500,internal-error",
    "GET,/nothing/here,text/html,404,not-found"
  })
  void everyErrorIsAProblemDocument(
      String method, String target, String accept, int status, String slug) {
    Wire.Answer answer = wire().send(method, target, "", "Accept: " + accept);

    assertEquals(status, answer.status());
    assertEquals("application/problem+json", answer.header("content-type"));
    assertTrue(answer.body().contains("\"type\":\"/problems/" + slug + "\""), answer.body());
    assertTrue(answer.body().contains("\"status\":" + status), answer.body());
    assertTrue(
        answer.body().contains("\"request_id\":\"" + answer.header("x-request-id") + "\""),
        answer.body());
  }

  @Test
  void aWrongMethodIsAnsweredWithTheAllowedOnes() {
    assertEquals("OPTIONS, POST", wire().send("DELETE", "/edge/v1/things", "").header("allow"));
    assertEquals(
        "GET, HEAD, OPTIONS", wire().send("DELETE", "/edge/v1/things/" + ID, "").header("allow"));
  }

  @Test
  void aProblemKeepsItsMembersAndHeaders() {
    Wire.Answer answer = wire().get("/edge/v1/refused");

    assertEquals("7", answer.header("retry-after"));
    assertEquals(
        "{\"type\":\"/problems/conflict\",\"title\":\"The request conflicts with what is stored\","
            + "\"status\":409,\"detail\":\"It is taken.\",\"taken_by\":\"somebody\",\"request_id\":\""
            + answer.header("x-request-id")
            + "\"}",
        answer.body());
  }

  @Test
  @Tag("B32")
  void anUnexpectedFailureRevealsNoInternals() {
    Wire.Answer answer = wire().get("/edge/v1/broken");

    assertEquals(500, answer.status());
    assertFalse(answer.body().contains("hunter2"), answer.body());
    assertFalse(answer.body().contains("IllegalState"), answer.body());
  }

  @ParameterizedTest
  @Tag("B38")
  @ValueSource(
      strings = {
        "{\"first_name\":\"a\",\"first_name\":\"b\",\"rank\":1}",
        "{\"first_name\":\"a\",\"rank\":1",
        "{\"first_name\":\"a\",\"rank\":1} {}",
        "{\"first_name\":\"a\",\"rank\":\"1\"}",
        "{\"first_name\":\"a\",\"rank\":1.5}",
        "{\"first_name\":\"a\",\"rank\":99999999999999999999}",
        "{\"first_name\":\"a\",\"rank\":null}",
        "{\"first_name\":1,\"rank\":1}",
        "{\"first_name\":true,\"rank\":1}",
        "{\"first_name\":[\"a\"],\"rank\":1}",
        "{\"first_name\":\"a\\u0000\",\"rank\":1}",
        "{\"first_name\":\"\\ud800\",\"rank\":1}",
        "{\"first_name\":\"\\udc00\",\"rank\":1}",
        "{'first_name':'a','rank':1}",
        "[]",
        "\"text\"",
        "nonsense"
      })
  void refusesJsonThatIsNotWhatWasAskedFor(String body) {
    Wire.Answer answer = wire().send("POST", "/edge/v1/things", body, JSON);

    assertEquals(400, answer.status(), body);
    assertTrue(answer.body().contains("/problems/malformed-request"), answer.body());
  }

  @Test
  @Tag("B38")
  void refusesDeepNestingAndLongNumbersWithoutAServerError() {
    String deep = "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
    String number = "{\"a\":" + "9".repeat(10_000) + "}";
    String raw = "{\"a\":\"\u0000\"}";

    assertEquals(400, wire().send("POST", "/edge/v1/maps", deep, JSON).status());
    assertEquals(400, wire().send("POST", "/edge/v1/maps", number, JSON).status());
    assertEquals(400, wire().send("POST", "/edge/v1/maps", raw, JSON).status());
    assertEquals(400, wire().send("POST", "/edge/v1/maps", "{\"\\ud800\":1}", JSON).status());
    assertEquals(
        200, wire().send("POST", "/edge/v1/maps", "{\"\\ud83d\\ude00\":1}", JSON).status());
  }

  @Test
  @Tag("B35")
  void refusesAMemberItDoesNotKnowAndSaysWhichButNotItsValue() {
    Wire.Answer answer =
        wire()
            .send(
                "POST",
                "/edge/v1/things",
                "{\"first_name\":\"a\",\"rank\":1,\n\"tenant_id\":\"secret-value\"}",
                JSON);

    assertEquals(400, answer.status());
    assertTrue(
        answer
            .body()
            .contains("\"errors\":[{\"field\":\"tenant_id\",\"message\":\"is not known\"}]"),
        answer.body());
    assertTrue(answer.body().contains("line 2"), answer.body());
    assertFalse(answer.body().contains("secret-value"), answer.body());
  }

  @Test
  void refusesAValueOfTheWrongTypeWithoutEchoingIt() {
    Wire.Answer answer =
        wire().send("POST", "/edge/v1/things", "{\"first_name\":\"a\",\"rank\":\"hunter2\"}", JSON);

    assertTrue(answer.body().contains("\"field\":\"rank\""), answer.body());
    assertFalse(answer.body().contains("hunter2"), answer.body());
  }

  @Test
  void namesEachFieldThatBreaksARuleAsItIsOnTheWire() {
    Wire.Answer answer =
        wire()
            .send(
                "POST",
                "/edge/v1/things",
                "{\"first_name\":\"\",\"rank\":11,\"addresses\":[{\"mail_address\":\"x\"}]}",
                JSON);

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("/problems/validation-failed"), answer.body());
    for (String field : List.of("first_name", "rank", "addresses[0].mail_address")) {
      assertTrue(answer.body().contains("\"field\":\"" + field + "\""), answer.body());
    }
  }

  @Test
  void namesAQueryParameterThatBreaksARule() {
    Wire.Answer answer = wire().get("/edge/v1/ranked?top_rank=11");

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("\"field\":\"top_rank\""), answer.body());
  }

  @Test
  void givesEachRequestAnIdOfItsOwn() {
    String first = wire().get("/edge/v1/request").header("x-request-id");
    String second = wire().get("/edge/v1/request").header("x-request-id");

    assertNotEquals(first, second);
  }

  @Test
  void keepsTheSendersRequestIdInAdditionToItsOwn() {
    String given = "X-Request-Id: abc-12345678";

    for (Wire wire : List.of(wire(), wire().from("127.0.0.2"))) {
      Wire.Answer answer = wire.get("/edge/v1/request", given);

      assertNotEquals("abc-12345678", answer.header("x-request-id"));
      assertTrue(answer.body().contains("\"client_id\":\"abc-12345678\""), answer.body());
      assertTrue(answer.body().contains("\"id\":\"" + answer.header("x-request-id") + "\""));
    }
    assertTrue(
        wire()
            .get("/edge/v1/request", "X-Request-Id: a\"b<c>12345")
            .body()
            .contains("\"client_id\":\"null\""));
  }

  @Test
  @Tag("B15")
  void believesForwardedAddressesFromAProxyOfOursOnly() {
    String claim = "X-Forwarded-For: 203.0.113.9";

    assertTrue(wire().get("/edge/v1/request", claim).body().contains("\"address\":\"127.0.0.1\""));
    assertTrue(
        wire()
            .from("127.0.0.2")
            .get("/edge/v1/request", "X-Forwarded-For: 198.51.100.1", claim)
            .body()
            .contains("\"address\":\"203.0.113.9\""));
  }

  private Wire wire() {
    return Wire.to(base.getPort());
  }
}
