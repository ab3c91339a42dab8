package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SessionResourceTest {

  private static final String SESSIONS = "/auth/v1/sessions";

  private static String id(Session session) {
    return String.valueOf(session.claim("session_id"));
  }

  private static List<Map<String, Object>> sessions(Session session) {
    return as(session).get(SESSIONS).then().statusCode(200).extract().path("items");
  }

  private static List<Object> ids(Session session) {
    return sessions(session).stream().map(each -> each.get("id")).toList();
  }

  @Test
  void endsTheOthersInOneCall() {
    String email = newEmail();
    Session other = signUp(email);
    Session another = signIn(email);
    Session mine = signIn(email);
    Session stranger = signUp(newEmail());

    as(mine).delete(SESSIONS).then().statusCode(204);

    assertEquals(List.of(id(mine)), ids(mine));
    as(other).get(SESSIONS).then().statusCode(403);
    as(another).get(SESSIONS).then().statusCode(403);
    assertEquals(List.of(id(stranger)), ids(stranger));
  }

  @Test
  void listsThePersonsSessions() {
    String email = newEmail();
    Session first = signUp(email);
    json(Map.of("email", email, "password", PASSWORD))
        .header("User-Agent", "Telephone/7")
        .post("/auth/v1/token?grant_type=password")
        .then()
        .statusCode(200);

    List<Map<String, Object>> sessions = sessions(first);

    assertEquals(2, sessions.size());
    Map<String, Object> telephone = sessions.getFirst();
    assertEquals(
        Set.of(
            "id",
            "created_at",
            "refreshed_at",
            "device",
            "user_agent",
            "address",
            "aal",
            "current"),
        telephone.keySet());
    assertEquals("Telephone/7", telephone.get("user_agent"));
    assertEquals("127.0.0.1", telephone.get("address"));
    assertEquals("aal1", telephone.get("aal"));
    assertEquals(false, telephone.get("current"));
    assertEquals(id(first), sessions.getLast().get("id"));
    assertEquals(true, sessions.getLast().get("current"));
  }

  @Test
  void showsWhenASessionWasLastHeardOf() {
    Session session = signUp(newEmail());
    Aged.sessions(Duration.ofMinutes(10));

    Map<String, Object> shown = sessions(refresh(session)).getFirst();

    Instant created = Instant.parse(String.valueOf(shown.get("created_at")));
    Instant refreshed = Instant.parse(String.valueOf(shown.get("refreshed_at")));
    assertTrue(refreshed.isAfter(created.plus(Duration.ofMinutes(9))), shown.toString());
  }

  @Test
  void showsOnlySessionsThatGoOn() {
    String email = newEmail();
    Session idle = signUp(email);
    Session signedOut = signIn(email);
    as(signedOut).post("/auth/v1/logout?scope=local").then().statusCode(204);
    Aged.sessions(Duration.ofDays(8));

    Session own = signIn(email);

    assertEquals(List.of(id(own)), ids(own));
    assertEquals(3, Stored.count("auth.sessions"));
    tryRefresh(idle.refreshToken()).then().statusCode(400);
  }

  @Test
  void showsThemInPages() {
    String email = newEmail();
    Session first = signUp(email);
    Session second = signIn(email);
    Session third = signIn(email);

    Response page = as(third).get(SESSIONS + "?limit=2");
    String next = page.path("next");
    Response rest = as(third).get(SESSIONS + "?limit=2&cursor=" + next);

    assertEquals(List.of(id(third), id(second)), page.path("items.id"));
    assertEquals(List.of(id(first)), rest.path("items.id"));
    assertEquals(Set.of("items", "next"), rest.jsonPath().getMap("").keySet());
    assertNull(rest.path("next"));
  }

  @Test
  void refusesALimitOutOfBoundsAndACursorOfAnotherList() {
    Session own = signUp(newEmail());

    for (String list : List.of(SESSIONS, "/auth/v1/organization/members")) {
      for (String limit :
          List.of("", "abc", "1.5", "1e3", "99999999999999999999", "%20", "0", "201")) {
        as(own)
            .urlEncodingEnabled(false)
            .get(list + "?limit=" + limit)
            .then()
            .statusCode(400)
            .body("type", equalTo("/problems/validation-failed"));
      }
      as(own).get(list + "?limit=200").then().statusCode(200);
      for (String cursor : List.of("", "x", id(own), "A".repeat(43))) {
        as(own)
            .get(list + "?cursor=" + cursor)
            .then()
            .statusCode(400)
            .body("type", equalTo("/problems/invalid-cursor"));
      }
    }
  }

  @Test
  void listsNoSessionsOfOthers() {
    Session stranger = signUp(newEmail());
    Session own = signUp(newEmail());

    List<Object> shown = ids(own);

    assertEquals(List.of(id(own)), shown);
    assertEquals(List.of(id(stranger)), ids(stranger));
  }

  @Test
  void endsASessionAtOnce() {
    String email = newEmail();
    Session lost = signUp(email);
    Session own = signIn(email);

    as(own).delete(SESSIONS + "/" + id(lost)).then().statusCode(204);

    as(lost).get("/auth/v1/user").then().statusCode(403);
    tryRefresh(lost.refreshToken()).then().statusCode(400);
    as(own).get("/auth/v1/user").then().statusCode(200);
    assertEquals(List.of(id(own)), ids(own));
    assertEquals(1, Stored.events("auth.session.ended"));
    as(own).delete(SESSIONS + "/" + id(lost)).then().statusCode(404);
  }

  @Test
  void endsTheSessionThatAsks() {
    Session own = signUp(newEmail());

    as(own).delete(SESSIONS + "/" + id(own)).then().statusCode(204);

    as(own).get("/auth/v1/user").then().statusCode(403);
    tryRefresh(own.refreshToken()).then().statusCode(400);
  }

  @Test
  @Tag("B34")
  void answersForAnotherPersonsSessionAsForNone() {
    Session stranger = signUp(newEmail());
    Session own = signUp(newEmail());

    Response others = as(own).delete(SESSIONS + "/" + id(stranger));
    Response none = as(own).delete(SESSIONS + "/0190f7d6-0000-7000-8000-000000000000");
    Response noId = as(own).delete(SESSIONS + "/not-an-id");

    assertEquals(
        List.of(404, 404, 404),
        List.of(others, none, noId).stream().map(Response::statusCode).toList());
    assertEquals(comparable(none), comparable(others));
    as(stranger).get("/auth/v1/user").then().statusCode(200);
    assertEquals(0, Stored.events("auth.session.ended"));
    assertEquals(0, Stored.count("auth.revocations"));
  }

  private static Map<String, Object> comparable(Response answer) {
    Map<String, Object> body = new HashMap<>(answer.jsonPath().getMap(""));
    body.remove("request_id");
    return body;
  }
}
