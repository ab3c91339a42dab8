package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Compatible;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.access.Audience;
import com.leadignite.testkit.access.GuardedEndpointsRule;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in without showing anything, and what becomes of it. */
@QuarkusTest
@TestProfile(Compatible.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AnonymousAccountsTest {

  /** What a person may do of whom nobody knows who they are. */
  private static final Set<String> THEIRS =
      Set.of(
          "GET /auth/v1/user",
          "PUT /auth/v1/user",
          "GET /auth/v1/user/identities/authorize",
          "POST /auth/v1/logout");

  @Inject DeleteAnonymousAccounts deleteAnonymousAccounts;

  private static Response trySignUp(Map<String, ?> data) {
    return json(Map.of("data", data)).post("/auth/v1/signup");
  }

  private static Session signInAnonymously() {
    return Session.of(trySignUp(Map.of()).then().statusCode(200).extract().jsonPath());
  }

  @Test
  void opensASessionOfAnAccountWithoutAnAddress() {
    Response answer = trySignUp(Map.of("theme", "dark"));

    answer
        .then()
        .statusCode(200)
        .header("RateLimit-Policy", containsString("sign-up"))
        .body("user.is_anonymous", equalTo(true))
        .body("user.email", equalTo(""))
        .body("user.phone", equalTo(""))
        .body("user.role", equalTo("user"))
        .body("user.app_metadata", anEmptyMap())
        .body("user.user_metadata.theme", equalTo("dark"))
        .body("user.identities", empty());
    Session session = Session.of(answer.jsonPath());
    assertEquals(true, session.claim("is_anonymous"));
    assertEquals("", session.claim("scope"));
    assertEquals("", session.claim("email"));
    assertEquals("anonymous", session.claim("amr[0].method"));
    as(session).get("/auth/v1/user").then().statusCode(200);
    assertEquals(true, refresh(session).claim("is_anonymous"));
  }

  @Test
  @Tag("B35")
  void reachesNothingButItsOwnAccount() {
    Session session = signInAnonymously();

    Map<String, Integer> answered = new TreeMap<>();
    GuardedEndpointsRule.routes("com.leadignite.auth")
        .forEach((route, audience) -> {
          if (audience == Audience.SIGNED_IN && !THEIRS.contains(route)) {
            String[] parts = route.split(" ", 2);
            String path = parts[1].replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
            answered.put(route, as(session).body(Map.of()).request(parts[0], path).statusCode());
          }
        });

    assertTrue(answered.size() > 10, () -> "endpoints that were tried: " + answered);
    answered.values().removeIf(status -> status == 403);
    assertEquals(Map.of(), answered);
  }

  @Test
  void becomesAPersonsUnderTheSameIdOnceItHasAnAddress() {
    String email = newEmail();
    Session anonymous = Session.of(trySignUp(Map.of("organization_name", "Engines")).jsonPath());

    as(anonymous)
        .body(Map.of("email", email, "password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("id", equalTo(anonymous.userId()))
        .body("email", equalTo(email))
        .body("is_anonymous", equalTo(false))
        .body("role", equalTo("admin"))
        .body("app_metadata.provider", equalTo("email"))
        .body("identities[0].id", equalTo(anonymous.userId()));

    Session person = refresh(anonymous);
    assertEquals(false, person.claim("is_anonymous"));
    assertEquals("admin", person.claim("role"));
    assertTrue(person.claim("scope").toString().contains("leads:write"));
    as(person).get("/auth/v1/organization").then().statusCode(200).body("name", equalTo("Engines"));
    assertEquals(anonymous.userId(), signIn(email).userId());
    assertEquals(1, Stored.events("auth.user.converted"));
  }

  @Test
  void becomesAPersonsByAnAdministratorToo() {
    String email = newEmail();
    Session anonymous = signInAnonymously();

    AdminApi.change(
            anonymous.userId(), Map.of("email", email, "email_confirm", true, "password", PASSWORD))
        .then()
        .statusCode(200)
        .body("is_anonymous", equalTo(false))
        .body("identities[0].provider", equalTo("email"));

    Session person = signIn(email);
    assertEquals(anonymous.userId(), person.userId());
    assertEquals(false, person.claim("is_anonymous"));
    as(anonymous).get("/auth/v1/user").then().statusCode(403);
  }

  @Test
  @Tag("B35")
  void keepsTheTokenOfBeforeAnonymous() {
    Session anonymous = signInAnonymously();
    as(anonymous).body(Map.of("email", newEmail())).put("/auth/v1/user").then().statusCode(200);

    as(anonymous).get("/auth/v1/organization").then().statusCode(403);
    as(refresh(anonymous)).get("/auth/v1/organization").then().statusCode(200);
  }

  @Test
  void takesNoAddressOfAnotherAndNoPasswordWithoutAnAddress() {
    String taken = newEmail();
    signUp(taken);
    Session anonymous = signInAnonymously();

    as(anonymous)
        .body(Map.of("email", taken))
        .put("/auth/v1/user")
        .then()
        .statusCode(422)
        .body("code", equalTo("email_exists"));
    as(anonymous)
        .body(Map.of("password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(422)
        .body(
            "message",
            equalTo(
                "Updating password of an anonymous user without an email or phone is not allowed"));
    assertEquals(
        0,
        Stored.count(
            "auth.passwords p join auth.users u on u.id = p.user_id" + " where u.is_anonymous"));
  }

  @Test
  void isDeletedOnceNobodyCanUseIt() {
    Session over = signInAnonymously();
    Session open = signInAnonymously();
    Session converted = signInAnonymously();
    as(converted).body(Map.of("email", newEmail())).put("/auth/v1/user").then().statusCode(200);
    as(over).post("/auth/v1/logout").then().statusCode(204);
    as(converted).post("/auth/v1/logout").then().statusCode(204);

    deleteAnonymousAccounts.run().await().indefinitely();
    assertEquals(3, Stored.count("auth.users"), "none is old");
    PlatformServers.sql("update auth.users set created_at = created_at - interval '31 days'");
    deleteAnonymousAccounts.run().await().indefinitely();

    assertEquals(
        0, Stored.count("auth.users where id = '" + over.userId() + "'"), "nobody can use it");
    assertEquals(2, Stored.count("auth.users"));
    assertEquals(2, Stored.count("auth.organizations"));
    tryRefresh(open.refreshToken()).then().statusCode(200);
    assertEquals(1, Stored.events("auth.anonymous.deleted"));
  }

  @Test
  void isOfferedInTheSettings() {
    given()
        .get("/auth/v1/settings")
        .then()
        .body("external.anonymous_users", equalTo(true))
        .body("disable_signup", equalTo(false));
  }
}
