package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AdminApi.change;
import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Banning a person, and lifting the ban. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class BanUserTest {

  @Test
  @Tag("B25")
  void endsTheSessionsAndTokensOfABannedPersonAtOnce() {
    Session one = signUp(newEmail());

    change(one.userId(), Map.of("ban_duration", "24h"))
        .then()
        .statusCode(200)
        .body("banned_until", notNullValue());

    as(one).get("/auth/v1/user").then().statusCode(403).body("code", equalTo("session_not_found"));
    tryRefresh(one.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_not_found"));
    assertEquals(0, Stored.count("auth.sessions where ended_at is null"));
    assertEquals("banned", Stored.text("select end_reason from auth.sessions"));
    assertEquals(1, Stored.events("auth.user.banned"));
  }

  @Test
  @Tag("B18")
  void answersABannedPersonLikeAWrongPassword() {
    String email = newEmail();
    Session person = signUp(email);
    Response wrong = trySignIn(email, PASSWORD + "x");
    change(person.userId(), Map.of("ban_duration", "24h")).then().statusCode(200);

    Response banned = trySignIn(email, PASSWORD);

    assertEquals(400, banned.statusCode());
    assertEquals(wrong.statusCode(), banned.statusCode());
    assertEquals(withoutId(wrong), withoutId(banned));
  }

  @Test
  void letsAPersonInAgainOnceTheBanIsLiftedOrOver() {
    String email = newEmail();
    Session person = signUp(email);
    change(person.userId(), Map.of("ban_duration", "24h")).then().statusCode(200);
    trySignIn(email, PASSWORD).then().statusCode(400);

    change(person.userId(), Map.of("ban_duration", "none"))
        .then()
        .statusCode(200)
        .body("$", not(hasKey("banned_until")));

    trySignIn(email, PASSWORD).then().statusCode(200);
    assertEquals(1, Stored.events("auth.user.unbanned"));
    change(person.userId(), Map.of("ban_duration", "24h")).then().statusCode(200);
    PlatformServers.sql("update auth.users set banned_until = now() - interval '1 second'");
    trySignIn(email, PASSWORD).then().statusCode(200);
  }

  @Test
  @Tag("B41")
  void withdrawsWhatABannedAdminInvited() {
    String guest = newEmail();
    Session host = signUp(newEmail());
    String token = Members.invite(host, guest, "agent").getString("token");
    change(host.userId(), Map.of("ban_duration", "24h")).then().statusCode(200);

    Members.accept(signUp(guest), token)
        .then()
        .statusCode(404)
        .body("code", equalTo("invite_not_found"));
  }

  private static Map<String, Object> withoutId(Response answer) {
    JsonPath body = answer.jsonPath();
    Map<String, Object> rest = new HashMap<>(body.getMap(""));
    assertTrue(rest.containsKey("code"));
    rest.remove("request_id");
    rest.remove("instance");
    return rest;
  }
}
