package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passwords of past breaches, wherever one can be set. Zxcvbn has nothing against this one. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class BreachedPasswordTest {

  private static final String BREACHED = "yqxV5KRsI6Ft";

  /** Made by the reference implementation. */
  private static final String HASH_OF_BREACHED =
      "$argon2id$v=19$m=1024,t=1,p=1$c2FsdCBvZiBhIHRlc3QuLg"
          + "$dmdffnofnp8FD5kpMTo96xlQs9aKzZy7Q1CclsEEgSk";

  private static final String HASH_OF_SHORT =
      "$argon2id$v=19$m=1024,t=1,p=1$c2FsdCBvZiBhIHRlc3QuLg"
          + "$YXm+CGEsbBa9u+LCBqqSZnZF2YXs+wa3qCdnOHiscTY";

  private static void assertRefused(Response answer) {
    answer
        .then()
        .statusCode(422)
        .header("x-sb-error-code", equalTo("weak_password"))
        .body("weak_password.reasons", equalTo(List.of("pwned")));
  }

  @Test
  void isRefusedAtSignUp() {
    assertRefused(json(Map.of("email", newEmail(), "password", BREACHED)).post("/auth/v1/signup"));
  }

  @Test
  void isRefusedAsAnotherPassword() {
    Session session = signUp(newEmail());

    assertRefused(
        as(session)
            .body(Map.of("password", BREACHED, "current_password", AuthApi.PASSWORD))
            .put("/auth/v1/user"));
  }

  @Test
  void isRefusedOfAdministrators() {
    String user = signUp(newEmail()).userId();

    assertRefused(AdminApi.createUser(Map.of("email", newEmail(), "password", BREACHED)));
    assertRefused(AdminApi.change(user, Map.of("password", BREACHED)));
    assertRefused(
        AdminApi.as(AdminApi.platformAdmin())
            .body(Map.of("type", "signup", "email", newEmail(), "password", BREACHED))
            .post("/auth/v1/admin/generate_link"));
  }

  @Test
  void thatIsInUseStillSignsInAndIsNamed() {
    String email = newEmail();
    Session session = signUp(email);

    trySignIn(email, AuthApi.PASSWORD)
        .then()
        .statusCode(200)
        .body("", not(hasKey("weak_password")));

    store(HASH_OF_BREACHED, session);
    trySignIn(email, BREACHED)
        .then()
        .statusCode(200)
        .body("weak_password.reasons", equalTo(List.of("pwned")))
        .body(
            "weak_password.message",
            equalTo(
                "Password is known to be weak and easy to guess, please choose a different one."));

    store(HASH_OF_SHORT, session);
    trySignIn(email, "short")
        .then()
        .statusCode(200)
        .body("weak_password.reasons", equalTo(List.of("length")));
  }

  private static void store(String hash, Session session) {
    PlatformServers.sql(
        "update auth.passwords set phc = '%s' where user_id = '%s'"
            .formatted(hash, session.userId()));
  }
}
