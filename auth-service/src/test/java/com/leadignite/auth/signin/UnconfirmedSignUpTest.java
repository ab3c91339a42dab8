package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where an address has to be confirmed, nothing tells whether it had an account. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class UnconfirmedSignUpTest {

  private static final String OTHER_PASSWORD = "violet harbour 27 canyon";

  private static Response signUp(String email, String password) {
    return json(Map.of("email", email, "password", password, "data", Map.of("a", "b")))
        .post("/auth/v1/signup");
  }

  @Test
  void answersABareUserAndOpensNoSession() {
    String email = newEmail();

    Map<String, Object> user = signUp(email, PASSWORD).then().statusCode(200).extract().path("");

    assertEquals(
        Set.of(
            "id",
            "aud",
            "role",
            "email",
            "phone",
            "confirmation_sent_at",
            "app_metadata",
            "user_metadata",
            "identities",
            "created_at",
            "updated_at",
            "is_anonymous"),
        user.keySet());
    assertEquals(email, user.get("email"));
    assertEquals(
        Map.of(
            "a",
            "b",
            "email",
            email,
            "email_verified",
            false,
            "phone_verified",
            false,
            "sub",
            user.get("id")),
        user.get("user_metadata"));
    assertEquals(1, Stored.count("auth.users where email_confirmed_at is null"));
    assertEquals(0, Stored.count("auth.sessions"));
  }

  @Test
  void refusesToSignInBeforeTheAddressIsConfirmed() {
    String email = newEmail();
    signUp(email, PASSWORD);

    Response answer = trySignIn(email, PASSWORD);

    answer
        .then()
        .statusCode(400)
        .header("x-sb-error-code", "email_not_confirmed")
        .body("code", equalTo("email_not_confirmed"))
        .body("message", equalTo("Email not confirmed"));
    assertEquals(0, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B18")
  void tellsOnlyWhoeverHasThePasswordThatItIsNotConfirmed() {
    String email = newEmail();
    signUp(email, PASSWORD);

    for (String unlucky : List.of(email, newEmail())) {
      trySignIn(unlucky, OTHER_PASSWORD)
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid_credentials"))
          .body("message", equalTo("Invalid login credentials"));
    }
  }

  @Test
  @Tag("B18")
  void answersForAnAddressThatHasAnAccountAsForANewOne() {
    String taken = newEmail();
    signUp(taken, PASSWORD);

    Response again = signUp(taken, OTHER_PASSWORD);
    Response fresh = signUp(newEmail(), OTHER_PASSWORD);

    assertEquals(200, again.statusCode());
    assertEquals(fresh.statusCode(), again.statusCode());
    assertEquals(headerNames(fresh), headerNames(again));
    assertEquals(comparable(fresh), comparable(again));
    assertEquals(2, Stored.count("auth.users"));
    assertEquals(2, Stored.count("auth.organizations"));
  }

  @Test
  @Tag("B18")
  void answersAnotherIdEachTimeAndNeverThatOfTheAccount() {
    String email = newEmail();

    String first = signUp(email, PASSWORD).path("id");
    String second = signUp(email, PASSWORD).path("id");

    assertNotEquals(first, second);
    assertEquals(0, Stored.count("auth.users where id in ('" + first + "', '" + second + "')"));
  }

  @Test
  void leavesThePasswordOfAnExistingAccountAsItIs() {
    String email = newEmail();
    signUp(email, PASSWORD);
    PlatformServers.sql("update auth.users set email_confirmed_at = now()");

    signUp(email, OTHER_PASSWORD).then().statusCode(200);

    trySignIn(email, OTHER_PASSWORD).then().statusCode(400);
    trySignIn(email, PASSWORD).then().statusCode(200);
  }

  private static List<String> headerNames(Response answer) {
    return answer.headers().asList().stream().map(header -> header.getName()).sorted().toList();
  }

  /** The body without what is another one each time. */
  private static Map<String, Object> comparable(Response answer) {
    Map<String, Object> body = new HashMap<>(answer.jsonPath().getMap(""));
    for (String own :
        List.of("id", "email", "identities", "created_at", "updated_at", "confirmation_sent_at")) {
      body.put(own, body.get(own) == null);
    }
    Map<String, Object> metadata = new HashMap<>(answer.jsonPath().getMap("user_metadata"));
    assertEquals(answer.path("email"), metadata.remove("email"));
    assertEquals(answer.path("id"), metadata.remove("sub"));
    body.put("user_metadata", metadata);
    return body;
  }
}
