package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guessing the token of an invitation. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class GuessedInvitationTest {

  private static int signUpWith(String email, String token) {
    return json(Map.of(
            "email", email, "password", PASSWORD, "data", Map.of("invitation_token", token)))
        .post("/auth/v1/signup")
        .statusCode();
  }

  private static int accept(Session session, String token) {
    return Members.accept(session, token).statusCode();
  }

  @Test
  void isAuditedAtTheSignUpAndAfterwards() {
    assertEquals(404, signUpWith(newEmail(), "a guess"));
    assertEquals(404, accept(signUp(newEmail()), "a guess"));

    assertEquals(2, Stored.events("organization.invitation.failed"));
  }

  @Test
  void isLimitedByAddressAndAcceptsValidInvitations() {
    Session admin = signUp(newEmail());
    Session guesser = signUp(newEmail());
    String invited = newEmail();
    String token = Members.invite(admin, invited, "user").getString("token");
    for (int i = 0; i < 30; i++) {
      assertEquals(404, accept(guesser, "guess " + i));
    }

    assertEquals(429, accept(guesser, "another"));
    assertEquals(429, signUpWith(newEmail(), "another"));
    assertEquals(200, signUpWith(invited, token));
    assertEquals(30, Stored.events("organization.invitation.failed"));
  }
}
