package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.status;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SignUpResourceTest {

  @Test
  void answersASessionInTheWireFormat() {
    String email = newEmail();

    JsonPath session =
        json(Map.of(
                "email",
                email.toUpperCase(Locale.ROOT),
                "password",
                PASSWORD,
                "data",
                Map.of("a", "b")))
            .post("/auth/v1/signup")
            .then()
            .statusCode(200)
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .jsonPath();

    assertEquals(
        Set.of("access_token", "token_type", "expires_in", "expires_at", "refresh_token", "user"),
        session.getMap("").keySet());
    assertEquals("bearer", session.getString("token_type"));
    assertEquals(900, session.getInt("expires_in"), 1);
    assertEquals(43, session.getString("refresh_token").length());
    Map<String, Object> user = session.getMap("user");
    assertEquals(
        Set.of(
            "id",
            "aud",
            "role",
            "email",
            "email_confirmed_at",
            "phone",
            "confirmed_at",
            "last_sign_in_at",
            "app_metadata",
            "user_metadata",
            "identities",
            "created_at",
            "updated_at",
            "is_anonymous"),
        user.keySet());
    assertEquals(email, user.get("email"));
    assertEquals("", user.get("phone"));
    assertEquals("admin", user.get("role"));
    assertEquals("authenticated", user.get("aud"));
    Map<String, Object> metadata =
        Map.of(
            "a",
            "b",
            "email",
            email,
            "email_verified",
            true,
            "phone_verified",
            false,
            "sub",
            user.get("id"));
    assertEquals(metadata, user.get("user_metadata"));
    assertEquals(metadata, session.getMap("user.identities[0].identity_data"));
    assertEquals(user.get("id"), session.getString("user.identities[0].id"));
    assertEquals(user.get("id"), session.getString("user.identities[0].user_id"));
    assertNotEquals(user.get("id"), session.getString("user.identities[0].identity_id"));
    assertEquals(metadata, Session.of(session).claim("user_metadata"));
    assertEquals(
        Map.of("provider", "email", "providers", List.of("email")), user.get("app_metadata"));
  }

  @Test
  void mintsATokenWithTheClaimsOfThePlatform() {
    String email = newEmail();

    Session session = signUp(email);

    assertEquals("https://app.example.com/auth/v1", session.claim("iss"));
    assertEquals(session.userId(), session.claim("sub"));
    assertEquals("authenticated", session.claim("aud"));
    assertEquals("admin", session.claim("role"));
    assertEquals("aal1", session.claim("aal"));
    assertEquals(email, session.claim("email"));
    assertEquals(false, session.claim("is_anonymous"));
    assertEquals(false, session.claim("second_factor_pending"));
    assertEquals("password", session.claim("amr[0].method"));
    assertEquals(
        "leads:read leads:write calls:read calls:write audit:read organization:write"
            + " webhooks:read webhooks:write",
        session.claim("scope"));
  }

  @Test
  void writesTimesInWholeSecondsAndMillisecondsInAClaimOfTheirOwn() {
    long before = System.currentTimeMillis();

    Session session = signUp(newEmail());

    long millis = assertInstanceOf(Long.class, session.claim("iat_ms"));
    assertTrue(millis >= before && millis <= System.currentTimeMillis(), session::accessToken);
    assertEquals(Math.toIntExact(millis / 1000), session.claim("iat"));
    assertEquals(Math.toIntExact(millis / 1000) + 900, session.claim("exp"));
    assertInstanceOf(Integer.class, session.claim("amr[0].timestamp"));
  }

  @Test
  @Tag("B35")
  void appliesNothingThatAPersonMayNotSayOfThemselves() {
    String email = newEmail();

    Session session =
        signUp(
            email,
            Map.of("role", "platform_admin", "tenant_id", "0190f7d6-0000-7000-8000-000000000000"));
    JsonPath other =
        json(Map.of(
                "email",
                newEmail(),
                "password",
                PASSWORD,
                "role",
                "platform_admin",
                "tenant_id",
                "0190f7d6-0000-7000-8000-000000000000",
                "app_metadata",
                Map.of("role", "platform_admin"),
                "email_confirmed_at",
                "2020-01-01T00:00:00Z",
                "gotrue_meta_security",
                Map.of()))
            .post("/auth/v1/signup")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertEquals("admin", session.claim("role"));
    assertNotEquals("0190f7d6-0000-7000-8000-000000000000", session.claim("tenant_id"));
    assertEquals("admin", other.getString("user.role"));
    assertEquals(
        Map.of("provider", "email", "providers", List.of("email")),
        other.getMap("user.app_metadata"));
  }

  @Test
  void refusesAnAddressThatHasAnAccount() {
    String email = newEmail();
    signUp(email);

    json(Map.of("email", email, "password", PASSWORD))
        .post("/auth/v1/signup")
        .then()
        .statusCode(422)
        .header("x-sb-error-code", "user_already_exists")
        .header("X-Supabase-Api-Version", "2024-01-01")
        .body("code", equalTo("user_already_exists"))
        .body("message", equalTo("User already registered"))
        .body("type", equalTo("/problems/user-already-exists"))
        .body("status", equalTo(422));
  }

  @Test
  void answersErrorsInTheOlderFormToClientsThatSendNoVersion() {
    io.restassured.RestAssured.given()
        .contentType("application/json")
        .body(Map.of("email", "no address", "password", PASSWORD))
        .post("/auth/v1/signup")
        .then()
        .statusCode(400)
        .header("x-sb-error-code", "validation_failed")
        .body("code", equalTo(400))
        .body("error_code", equalTo("validation_failed"))
        .body("msg", equalTo("Unable to validate email address: invalid format"));
  }

  @Test
  void refusesPhoneNumbersAndSignUpsWithoutAPassword() {
    Map<Map<String, String>, String> refused =
        Map.of(
            Map.of("phone", "+14155552671", "password", PASSWORD),
            "phone_provider_disabled: Phone signups are disabled",
            Map.of("phone", "+14155552671", "email", newEmail(), "password", PASSWORD),
            "validation_failed: Only an email address or phone number should be provided on"
                + " signup.",
            Map.of("email", newEmail()),
            "validation_failed: Signup requires a valid password",
            Map.of("email", newEmail(), "password", ""),
            "validation_failed: Signup requires a valid password");

    refused.forEach((body, said) -> {
      JsonPath answer =
          json(body).post("/auth/v1/signup").then().statusCode(400).extract().jsonPath();
      assertEquals(said, answer.getString("code") + ": " + answer.getString("message"));
    });
  }

  @Test
  void refusesAnAnonymousSignUp() {
    json(Map.of("data", Map.of()))
        .post("/auth/v1/signup")
        .then()
        .statusCode(422)
        .body("code", equalTo("anonymous_provider_disabled"));
  }

  @Test
  void readsJsonThatIsCalledPlainText() {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(newEmail(), PASSWORD);

    assertEquals(200, status("/auth/v1/signup", "text/plain;charset=UTF-8", body));
  }

  @Test
  @Tag("B38")
  void readsPlainTextAsStrictlyAsJson() {
    for (String body : List.of("", "hello", "[]", "\"x\"", "{\"email\":1}", "{\"a\":1,\"a\":1}")) {
      assertEquals(400, status("/auth/v1/signup", "text/plain", body), body);
    }
  }

  @Test
  void refusesAWeakPasswordAndSaysWhy() {
    json(Map.of("email", newEmail(), "password", "short"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(422)
        .body("code", equalTo("weak_password"))
        .body("message", equalTo("Password should be at least 12 characters."))
        .body("weak_password.reasons", equalTo(List.of("length")));
  }

  @Test
  void showsThePersonTheirAccount() {
    String email = newEmail();
    Session session = signUp(email);

    as(session).get("/auth/v1/user").then().statusCode(200).body("email", equalTo(email));
  }

  @Test
  @Tag("B38")
  void refusesNumbersThatTakeMoreDigitsThanAnyReaderTakes() {
    for (String number :
        List.of("1e308", "-1e308", "1e-300", "123456789012345678901234567890123")) {
      String email = newEmail();
      int status =
          status(
              "/auth/v1/signup",
              "{\"email\":\"%s\",\"password\":\"%s\",\"data\":{\"a\":{\"b\":[%s]}}}"
                  .formatted(email, PASSWORD, number));

      assertEquals(400, status, number);
      trySignIn(email, PASSWORD).then().statusCode(400);
    }
  }

  @Test
  @Tag("B38")
  void refusesMembersWithLongNames() {
    json(Map.of("email", newEmail(), "password", PASSWORD, "data", Map.of("a".repeat(129), 1)))
        .post("/auth/v1/signup")
        .then()
        .statusCode(400);
  }

  @Test
  @Tag("B38")
  void givesTokensThatServicesTakeWhateverCharactersAPersonUses() {
    for (String character : List.of("\u007f", "\u2028", "/", "\u0001")) {
      int octets = character.equals("\u0001") ? 6 : character.getBytes(UTF_8).length;
      String text = character.repeat(2000 / octets);

      Session session = signUp(newEmail(), Map.of("a", text, "b", text));

      as(session)
          .get("/auth/v1/user")
          .then()
          .statusCode(200)
          .body("user_metadata.a", equalTo(text));
    }
  }
}
