package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class UserResourceTest {

  private static final String NEW_PASSWORD = "violet harbour 27 canyon";

  @Test
  @Tag("B25")
  void endsTheOtherSessionsWhenThePasswordChanges() {
    String email = newEmail();
    Session other = signUp(email);
    Session own = signIn(email);

    as(own)
        .body(Map.of("password", NEW_PASSWORD, "current_password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("email", equalTo(email));

    as(other).get("/auth/v1/user").then().statusCode(403);
    tryRefresh(other.refreshToken()).then().statusCode(400);
    as(own).get("/auth/v1/user").then().statusCode(200);
    tryRefresh(own.refreshToken()).then().statusCode(200);
    trySignIn(email, PASSWORD).then().statusCode(400);
    trySignIn(email, NEW_PASSWORD).then().statusCode(200);
    assertEquals(1, Stored.events("auth.password.changed"));
  }

  @Test
  void requiresProofIfTheSignInIsOld() {
    Session fresh = signUp(newEmail());
    Aged.sessions(Duration.ofMinutes(6));
    Session session = refresh(fresh);

    as(session)
        .body(Map.of("password", NEW_PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(400)
        .body("code", equalTo("reauthentication_needed"));
    as(session)
        .body(Map.of("password", NEW_PASSWORD, "current_password", "not this one at all"))
        .put("/auth/v1/user")
        .then()
        .statusCode(400)
        .body("code", equalTo("current_password_invalid"));
    as(session)
        .body(Map.of("password", NEW_PASSWORD, "current_password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("B12")
  void locksASessionThatGuessesTheCurrentPassword() {
    Session session = signUp(newEmail());
    Map<String, String> guess =
        Map.of("password", NEW_PASSWORD, "current_password", "not this one at all");
    for (int i = 0; i < 5; i++) {
      as(session).body(guess).put("/auth/v1/user").then().statusCode(400);
    }

    as(session).body(guess).put("/auth/v1/user").then().statusCode(429);
  }

  @Test
  void refusesThePasswordThereIs() {
    Session session = signUp(newEmail());

    as(session)
        .body(Map.of("password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(422)
        .body("code", equalTo("same_password"));
  }

  @Test
  void mergesMetadataAndRemovesWhatIsNull() {
    Session session = signUp(newEmail(), Map.of("a", "1", "b", "2"));
    Map<String, Object> data = new HashMap<>();
    data.put("b", null);
    data.put("c", Map.of("d", 3));

    as(session)
        .body(Map.of("data", data))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("user_metadata.a", equalTo("1"))
        .body("user_metadata.c", equalTo(Map.of("d", 3)))
        .body("user_metadata.containsKey('b')", equalTo(false));
  }

  @Test
  void keepsWhatWasSaidAtTheSignUpInTheIdentity() {
    Session session = signUp(newEmail(), Map.of("a", "1"));
    String wanted = newEmail();

    as(session)
        .body(
            Map.of(
                "email", wanted, "current_password", PASSWORD, "data", Map.of("a", "2", "b", "3")))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("user_metadata.a", equalTo("2"))
        .body("user_metadata.email", equalTo(wanted))
        .body(
            "identities[0].identity_data",
            equalTo(
                Map.of(
                    "a",
                    "1",
                    "email",
                    wanted,
                    "email_verified",
                    true,
                    "phone_verified",
                    false,
                    "sub",
                    session.userId())));
  }

  @Test
  void showsTheMetadataOfNowInTheIdentityOfAnAccountFromBeforeItWasKept() {
    Session session = signUp(newEmail(), Map.of("a", "1"));
    PlatformServers.sql("update auth.users set sign_up_data = null");

    as(session)
        .get("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("identities[0].identity_data.a", equalTo("1"));
  }

  @Test
  void storesTheDataThatComesWithOnesOwnAddress() {
    String email = newEmail();
    Session fresh = signUp(email);
    Aged.sessions(Duration.ofMinutes(6));
    Session session = refresh(fresh);

    as(session)
        .body(Map.of("email", email.toUpperCase(Locale.ROOT), "data", Map.of("a", "1")))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("email", equalTo(email))
        .body("user_metadata.a", equalTo("1"));
    assertEquals(0, Stored.events("auth.email.changed"));
  }

  @Test
  void refusesAnEmptyPasswordAsAWeakOne() {
    Session session = signUp(newEmail());
    Aged.sessions(Duration.ofMinutes(6));

    as(refresh(session))
        .body(Map.of("password", "", "data", Map.of("a", "1")))
        .put("/auth/v1/user")
        .then()
        .statusCode(422)
        .body("code", equalTo("weak_password"))
        .body("message", equalTo("Password should be at least 12 characters."))
        .body("weak_password.reasons", equalTo(List.of("length")));
    as(session).get("/auth/v1/user").then().body("user_metadata.a", equalTo(null));
  }

  @Test
  void refusesAPhoneNumber() {
    as(signUp(newEmail()))
        .body(Map.of("phone", "+14155552671"))
        .put("/auth/v1/user")
        .then()
        .statusCode(400)
        .body("code", equalTo("phone_provider_disabled"));
  }

  @Test
  void readsJsonThatIsCalledPlainText() {
    as(signUp(newEmail()))
        .contentType("text/plain; charset=UTF-8")
        .body("{\"data\":{\"a\":\"\u00e9\"}}")
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("user_metadata.a", equalTo("\u00e9"));
  }

  @Test
  void refusesMetadataThatIsTooLarge() {
    Session session = signUp(newEmail(), Map.of("a", "x".repeat(2000)));

    as(session)
        .body(Map.of("data", Map.of("b", "x".repeat(2000), "c", "x".repeat(2000))))
        .put("/auth/v1/user")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation_failed"));
  }

  @Test
  @Tag("B35")
  void appliesNothingThatAPersonMayNotSayOfThemselves() {
    Session session = signUp(newEmail());

    as(session)
        .body(
            Map.of(
                "role", "platform_admin",
                "tenant_id", session.userId(),
                "data",
                    Map.of(
                        "role", "platform_admin",
                        "sub", "somebody else",
                        "email", "somebody@example.com",
                        "email_verified", "yes",
                        "phone_verified", true)))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("role", equalTo("admin"))
        .body("user_metadata.sub", equalTo(session.userId()))
        .body("user_metadata.email", equalTo(session.claim("email")))
        .body("user_metadata.email_verified", equalTo(true))
        .body("user_metadata.phone_verified", equalTo(false));
  }

  @Test
  @Tag("B35")
  void refusesToSetAppMetadata() {
    Session session = signUp(newEmail());

    as(session)
        .body(Map.of("app_metadata", Map.of("role", "platform_admin"), "data", Map.of("a", "1")))
        .put("/auth/v1/user")
        .then()
        .statusCode(403)
        .body("code", equalTo("not_admin"));
    as(session)
        .get("/auth/v1/user")
        .then()
        .body("app_metadata.role", equalTo(null))
        .body("user_metadata.a", equalTo(null));
  }

  /** As a replica of a version may have left it that gave unconfirmed accounts a password. */
  @Test
  @Tag("B18")
  void confirmingAnAddressDeletesAPasswordFromBefore() {
    Session session = signUp(newEmail());
    PlatformServers.sql("update auth.users set email_confirmed_at = null");

    as(session)
        .body(Map.of("email", newEmail(), "current_password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);

    assertEquals(0, Stored.count("auth.passwords"));
    assertEquals(0, Stored.count("auth.users where email_confirmed_at is null"));
  }

  @Test
  void movesToAnotherAddress() {
    String old = newEmail();
    Session session = signUp(old);
    String wanted = newEmail();

    as(session)
        .body(Map.of("email", wanted, "current_password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("email", equalTo(wanted));

    trySignIn(old, PASSWORD).then().statusCode(400);
    trySignIn(wanted, PASSWORD).then().statusCode(200);
  }

  @Test
  void signsOutOfOneSession() {
    String email = newEmail();
    Session other = signUp(email);
    Session own = signIn(email);

    as(own).post("/auth/v1/logout?scope=local").then().statusCode(204);

    as(own).get("/auth/v1/user").then().statusCode(403);
    tryRefresh(own.refreshToken())
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_not_found"));
    as(other).get("/auth/v1/user").then().statusCode(200);
  }

  @Test
  void signsOutOfAllOtherSessions() {
    String email = newEmail();
    Session other = signUp(email);
    Session own = signIn(email);

    as(own).post("/auth/v1/logout?scope=others").then().statusCode(204);

    as(other).get("/auth/v1/user").then().statusCode(403);
    as(own).get("/auth/v1/user").then().statusCode(200);
  }

  @Test
  void signsOutEverywhereAndInAgainAtOnce() {
    String email = newEmail();
    Session other = signUp(email);
    Session own = signIn(email);

    as(own).post("/auth/v1/logout").then().statusCode(204);

    as(own).get("/auth/v1/user").then().statusCode(403);
    as(other).get("/auth/v1/user").then().statusCode(403);
    as(signIn(email)).get("/auth/v1/user").then().statusCode(200);
  }

  @Test
  @Tag("B12")
  void countsTheGuessesOfAStolenSessionFromAllAddresses() {
    Session stolen = signUp(newEmail());

    List<Integer> statuses = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      statuses.add(guessFrom("127.0.0." + (i + 1), stolen));
    }

    assertEquals(List.of(400, 400, 400, 400, 400, 429), statuses);
  }

  private static int guessFrom(String address, Session session) {
    String body = "{\"password\":\"" + NEW_PASSWORD + "\",\"current_password\":\"not this one\"}";
    return AuthApi.from(
            address,
            AuthApi.request("/auth/v1/user")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + session.accessToken())
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build())
        .statusCode();
  }
}
