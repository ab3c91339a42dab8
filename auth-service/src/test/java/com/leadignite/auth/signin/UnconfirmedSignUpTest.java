package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.testkit.mail.TestMailbox;
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

/** If an address has to be confirmed, nothing reveals whether it had an account. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class UnconfirmedSignUpTest {

  private static final String OTHER_PASSWORD = "violet harbour 27 canyon";

  private static final String OWN_PASSWORD = PASSWORD;

  /** Made by the reference implementation's command line tool. */
  private static final String HASH_OF_OWN_PASSWORD =
      "$argon2id$v=19$m=1024,t=1,p=1$c2FsdCBvZiBhIHRlc3QuLg"
          + "$77R+6pbVSo+47IoaTVk7nAxg8Vo2qT9/9aTK22dYx6c";

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

  /** Somebody who confirmed their address once, and has a password. */
  private static String owner() {
    String email = newEmail();
    signUp(email, PASSWORD);
    PlatformServers.sql(
        """
        update auth.users set email_confirmed_at = now() where email = '%1$s';
        insert into auth.passwords (user_id, phc, changed_at)
          select id, '%2$s', now() from auth.users where email = '%1$s';
        """
            .formatted(email, HASH_OF_OWN_PASSWORD));
    return email;
  }

  @Test
  @Tag("B18")
  void revealsNothingBySigningInWithThePasswordOfTheSignUp() {
    String taken = owner();
    String fresh = newEmail();
    signUp(taken, OTHER_PASSWORD);
    signUp(fresh, OTHER_PASSWORD);

    Response ofTaken = trySignIn(taken, OTHER_PASSWORD);
    Response ofFresh = trySignIn(fresh, OTHER_PASSWORD);

    ofTaken.then().statusCode(400).body("code", equalTo("invalid_credentials"));
    assertEquals(ofTaken.statusCode(), ofFresh.statusCode());
    assertEquals(headerNames(ofTaken), headerNames(ofFresh));
    assertEquals(refusal(ofTaken), refusal(ofFresh));
    assertEquals(0, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B42")
  void answersAGuessedInvitationAlike() {
    for (String email : List.of(owner(), newEmail())) {
      json(Map.of(
              "email", email,
              "password", PASSWORD,
              "data", Map.of("invitation_token", "a guess")))
          .post("/auth/v1/signup")
          .then()
          .statusCode(404);
    }
  }

  @Test
  @Tag("B18")
  void countsThosePasswordsAlike() {
    String taken = owner();
    String fresh = newEmail();
    signUp(fresh, OTHER_PASSWORD);

    for (String email : List.of(taken, fresh)) {
      for (int i = 0; i < 5; i++) {
        trySignIn(email, OTHER_PASSWORD).then().statusCode(400);
      }
      trySignIn(email, OTHER_PASSWORD).then().statusCode(429);
    }
  }

  @Test
  void keepsNoPasswordOfAStrangerForTheOwnerOfTheAddress() {
    String email = newEmail();
    signUp(email, PASSWORD);

    PlatformServers.sql("update auth.users set email_confirmed_at = now()");

    assertEquals(0, Stored.count("auth.passwords"));
    trySignIn(email, PASSWORD).then().statusCode(400);
  }

  @Test
  @Tag("B18")
  void takesNoPasswordThatAnAccountHadBeforeItsAddressWasConfirmed() {
    String email = owner();
    PlatformServers.sql("update auth.users set email_confirmed_at = null");

    trySignIn(email, OWN_PASSWORD)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_credentials"));
  }

  @Test
  @Tag("B18")
  void answersForAnAddressThatHasAnAccountAsForANewOne() {
    String taken = owner();

    Response again = signUp(taken, OTHER_PASSWORD);
    Response fresh = signUp(newEmail(), OTHER_PASSWORD);

    assertEquals(200, again.statusCode());
    assertEquals(fresh.statusCode(), again.statusCode());
    assertEquals(headerNames(fresh), headerNames(again));
    assertEquals(comparable(fresh), comparable(again));
    assertEquals(2, Stored.count("auth.users"));
    assertEquals(2, Stored.count("auth.organizations"));
    assertEquals(1, Stored.events("auth.signup.repeated"));
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
    String email = owner();

    signUp(email, OTHER_PASSWORD).then().statusCode(200);

    trySignIn(email, OTHER_PASSWORD).then().statusCode(400);
    trySignIn(email, OWN_PASSWORD).then().statusCode(200);
  }

  private static List<String> headerNames(Response answer) {
    return answer.headers().asList().stream().map(header -> header.getName()).sorted().toList();
  }

  private static Map<String, Object> refusal(Response answer) {
    Map<String, Object> body = new HashMap<>(answer.jsonPath().getMap(""));
    assertNotNull(body.remove("request_id"));
    return body;
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
