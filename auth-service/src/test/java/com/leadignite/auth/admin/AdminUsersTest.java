package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AdminApi.change;
import static com.leadignite.auth.testing.AdminApi.createUser;
import static com.leadignite.auth.testing.AdminApi.list;
import static com.leadignite.auth.testing.AdminApi.read;
import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing, making, reading and changing accounts, as supabase-js does by {@code auth.admin}. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AdminUsersTest {

  private static final String OTHER_PASSWORD = "harbour violet 61 engine";

  @Test
  void listsAccountsOfAllOrganizationsTheNewestFirst() {
    String first = signUp(newEmail()).userId();
    String second = signUp(newEmail()).userId();
    String third = signUp(newEmail()).userId();

    Response page = list("?page=1&per_page=2");

    page.then()
        .statusCode(200)
        .body("aud", equalTo("authenticated"))
        .body("users.id", equalTo(List.of(third, second)))
        .header("X-Total-Count", equalTo("3"))
        .header(
            "Link",
            equalTo(
                "<https://app.example.com/auth/v1/admin/users?page=2&per_page=2>; rel=\"next\","
                    + " <https://app.example.com/auth/v1/admin/users?page=2&per_page=2>;"
                    + " rel=\"last\""));
    list("?page=2&per_page=2")
        .then()
        .body("users.id", equalTo(List.of(first)))
        .header(
            "Link",
            equalTo(
                "<https://app.example.com/auth/v1/admin/users?page=2&per_page=2>; rel=\"last\""));
    list("?page=9&per_page=2").then().statusCode(200).body("users", hasSize(0));
    list("").then().body("users", hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?page=-1",
        "?page=0",
        "?page=x",
        "?page=99999999",
        "?per_page=0",
        "?per_page=1001"
      })
  void refusesAPageThatCannotBe(String query) {
    list(query).then().statusCode(400).body("code", equalTo("validation_failed"));
  }

  @Test
  void makesAnAccountThatCanBeSignedInTo() {
    String email = newEmail();

    Response made =
        createUser(
            Map.of(
                "email", email.toUpperCase(java.util.Locale.ROOT),
                "password", PASSWORD,
                "email_confirm", true,
                "user_metadata", Map.of("name", "Ada", "organization_name", "Engines"),
                "app_metadata", Map.of("plan", "pro", "provider", "google")));

    made.then()
        .statusCode(200)
        .body("email", equalTo(email))
        .body("role", equalTo("admin"))
        .body("user_metadata.name", equalTo("Ada"))
        .body("app_metadata.plan", equalTo("pro"))
        .body("app_metadata.provider", equalTo("email"))
        .body("app_metadata.providers", equalTo(List.of("email")))
        .body("identities", hasSize(1))
        .body("is_anonymous", equalTo(false));
    Session session = signIn(email);
    assertEquals(made.path("id"), session.userId());
    assertEquals(
        Map.of("plan", "pro", "provider", "email", "providers", List.of("email")),
        session.claim("app_metadata"));
    assertEquals(1, Stored.events("auth.user.created"));
    assertEquals(1, Stored.count("auth.organizations where name = 'Engines'"));
  }

  @Test
  void refusesAnAccountThatCannotBe() {
    String email = newEmail();
    signUp(email);

    createUser(Map.of("email", email, "password", PASSWORD))
        .then()
        .statusCode(422)
        .body("code", equalTo("email_exists"));
    createUser(Map.of("password", PASSWORD))
        .then()
        .statusCode(400)
        .body("message", equalTo("Cannot create a user without either an email or phone"));
    createUser(Map.of("email", "nobody")).then().statusCode(400);
    createUser(Map.of("email", newEmail(), "phone", "+14155552671")).then().statusCode(400);
    createUser(Map.of("email", newEmail(), "password", "short"))
        .then()
        .statusCode(422)
        .body("weak_password.reasons", equalTo(List.of("length")));
    createUser(Map.of("email", newEmail(), "ban_duration", "a while"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("ban_duration"));
    assertEquals(1, Stored.count("auth.users"));
  }

  @ParameterizedTest
  @Tag("B35")
  @ValueSource(strings = {"service", "platform_admin", "service_role", "authenticated", "agent"})
  void givesNewAccountsNoRoleButThatOfTheirOwnOrganization(String role) {
    createUser(Map.of("email", newEmail(), "role", role))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("role"));
    assertEquals(0, Stored.count("auth.users"));
  }

  @Test
  @Tag("B34")
  void readsAnAccountOrFindsNone() {
    Session person = signUp(newEmail());

    read(person.userId())
        .then()
        .statusCode(200)
        .body("id", equalTo(person.userId()))
        .body("identities", hasSize(1));
    read(UUID.randomUUID().toString())
        .then()
        .statusCode(404)
        .body("code", equalTo("user_not_found"));
    read("not-a-uuid").then().statusCode(404);
    change(UUID.randomUUID().toString(), Map.of()).then().statusCode(404);
  }

  @Test
  void mergesMetadataAndRemovesWhatIsNull() {
    Session person = signUp(newEmail(), Map.of("name", "Ada", "city", "London"));
    Map<String, Object> nulls = new HashMap<>();
    nulls.put("city", null);
    nulls.put("age", 36);

    change(person.userId(), Map.of("user_metadata", nulls, "app_metadata", Map.of("plan", "pro")))
        .then()
        .statusCode(200)
        .body("user_metadata.name", equalTo("Ada"))
        .body("user_metadata.age", equalTo(36))
        .body("user_metadata", not(hasKey("city")))
        .body("app_metadata.plan", equalTo("pro"));
    Map<String, Object> noPlan = new HashMap<>();
    noPlan.put("plan", null);
    change(person.userId(), Map.of("app_metadata", noPlan))
        .then()
        .body("app_metadata", not(hasKey("plan")))
        .body("user_metadata.age", equalTo(36));
    assertEquals(2, Stored.events("auth.user.updated"));
  }

  @ParameterizedTest
  @Tag("B35")
  @ValueSource(strings = {"role", "organization", "tenant_id", "aal", "is_anonymous"})
  void takesNoAppMetadataThatMightBeTakenForADecision(String name) {
    Session person = signUp(newEmail());

    change(person.userId(), Map.of("app_metadata", Map.of(name, "admin")))
        .then()
        .statusCode(400)
        .body("code", equalTo("validation_failed"));
    assertEquals("{}", Stored.text("select app_metadata::text from auth.users"));
  }

  @Test
  void boundsAppMetadataTogetherWithWhatIsStored() {
    Session person = signUp(newEmail());
    change(person.userId(), Map.of("app_metadata", Map.of("one", "x".repeat(1500))))
        .then()
        .statusCode(200);

    change(person.userId(), Map.of("app_metadata", Map.of("two", "x".repeat(1500))))
        .then()
        .statusCode(400)
        .body("message", equalTo("app_metadata is larger than 2048 bytes."));
    // The largest of both still make a token that every service takes.
    assertTrue(refresh(person).accessToken().length() < 8192);
  }

  @Test
  @Tag("B25")
  void setsAPasswordByTheRulesAndEndsTheSessions() {
    String email = newEmail();
    Session person = signUp(email);

    change(person.userId(), Map.of("password", "short")).then().statusCode(422);
    as(person).get("/auth/v1/user").then().statusCode(200);
    change(person.userId(), Map.of("password", OTHER_PASSWORD)).then().statusCode(200);

    as(person)
        .get("/auth/v1/user")
        .then()
        .statusCode(403)
        .body("code", equalTo("session_not_found"));
    tryRefresh(person.refreshToken()).then().statusCode(400);
    trySignIn(email, PASSWORD).then().statusCode(400);
    trySignIn(email, OTHER_PASSWORD).then().statusCode(200);
    assertEquals(1, Stored.events("auth.password.changed"));
  }

  @Test
  @Tag("B25")
  void movesAnAccountToAnotherAddressAndEndsItsSessions() {
    String before = newEmail();
    String after = newEmail();
    String taken = newEmail();
    Session person = signUp(before);
    signUp(taken);

    change(person.userId(), Map.of("email", taken)).then().statusCode(422);
    change(person.userId(), Map.of("email", after, "email_confirm", true))
        .then()
        .statusCode(200)
        .body("email", equalTo(after));

    as(person).get("/auth/v1/user").then().statusCode(403);
    trySignIn(before, PASSWORD).then().statusCode(400);
    trySignIn(after, PASSWORD).then().statusCode(200);
  }

  @Test
  void letsNobodySignInWithAnAddressThatNobodyVouchesFor() {
    String after = newEmail();
    Session person = signUp(newEmail());

    change(person.userId(), Map.of("email", after))
        .then()
        .statusCode(200)
        .body("$", not(hasKey("email_confirmed_at")));

    trySignIn(after, PASSWORD).then().statusCode(400).body("code", equalTo("invalid_credentials"));
  }

  @Test
  void givesRolesOfAnOrganizationButNotItsLastAdmins() {
    Session person = signUp(newEmail());

    change(person.userId(), Map.of("role", "agent"))
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
    change(person.userId(), Map.of("role", "platform_admin")).then().statusCode(400);
    change(person.userId(), Map.of("role", "admin")).then().statusCode(200);
    as(person).get("/auth/v1/user").then().statusCode(200);
    assertEquals("admin", refresh(person).claim("role"));
  }
}
