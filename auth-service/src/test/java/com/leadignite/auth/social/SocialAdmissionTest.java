package com.leadignite.auth.social;

import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.signin.SignUpConfig;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.SwitchedSettings;
import com.leadignite.auth.testing.TestProvider;
import com.leadignite.auth.testing.TestProvider.Person;
import com.leadignite.auth.testing.TestProviders;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets an account by a provider if not everybody does. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(TestProviders.class)
@ExtendWith(CleanDatabase.class)
class SocialAdmissionTest {

  TestProviders providers;

  @AfterEach
  void forget() {
    SwitchedSettings.forget();
  }

  private static void signUpIs(String mode) {
    SwitchedSettings.set(SignUpConfig.class, Map.of("leadignite.auth.sign-up", mode));
  }

  private Response signIn(Person person) {
    String token = providers.alpha().idToken(person, TestProvider.CLIENT, null);
    return json(Map.of("provider", "alpha", "id_token", token))
        .post("/auth/v1/token?grant_type=id_token");
  }

  @Test
  @Tag("B28")
  void onlyWhoIsInvitedGetsAnAccountAndOnlyByAVerifiedAddress() {
    Session admin = signUp(newEmail());
    String invited = newEmail();
    Members.invite(admin, invited, "agent");
    signUpIs("invited");

    signIn(new Person("unverified", invited, false))
        .then()
        .statusCode(422)
        .body("code", equalTo("provider_email_needs_verification"));
    signIn(Person.verified(newEmail()))
        .then()
        .statusCode(422)
        .body("code", equalTo("signup_disabled"));
    assertEquals(1, Stored.count("auth.users"));
    signIn(Person.verified(invited)).then().statusCode(200);
  }

  @Test
  void whoHasAnAccountSignsInThoughSignUpIsClosed() {
    Session session = signUp(newEmail());
    signUpIs("closed");

    signIn(Person.verified(newEmail())).then().statusCode(422);
    signIn(Person.verified(String.valueOf(session.claim("email"))))
        .then()
        .statusCode(200)
        .body("user.id", equalTo(session.userId()));
  }
}
