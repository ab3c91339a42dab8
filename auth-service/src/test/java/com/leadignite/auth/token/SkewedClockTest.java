package com.leadignite.auth.token;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.MutableClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas whose clocks differ, by less than a verifier allows: one clock that is turned. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B25")
class SkewedClockTest {

  private static final Duration SKEW = Duration.ofSeconds(5);

  @Inject MutableClock clock;

  @AfterEach
  void reset() {
    clock.reset();
  }

  @Test
  void revokesTokensOfAReplicaWhoseClockIsAhead() {
    clock.turn(SKEW);
    Session session = signUp(newEmail());
    clock.reset();

    as(session).post("/auth/v1/logout?scope=global").then().statusCode(204);

    as(session).get("/auth/v1/user").then().statusCode(403);
  }

  @Test
  void revokesTokensForAnOrganizationByAReplicaWhoseClockIsBehind() {
    Session founder = signUp(newEmail());
    String email = newEmail();
    String invitation =
        as(founder)
            .body(Map.of("email", email, "role", "manager"))
            .post("/auth/v1/organization/invitations")
            .jsonPath()
            .getString("token");
    Session member =
        Session.of(
            json(Map.of(
                    "email",
                    email,
                    "password",
                    PASSWORD,
                    "data",
                    Map.of("invitation_token", invitation)))
                .post("/auth/v1/signup")
                .jsonPath());
    clock.turn(SKEW.negated());

    as(founder).delete("/auth/v1/organization/members/" + member.userId()).then().statusCode(204);

    as(member).get("/auth/v1/organization").then().statusCode(401);
  }

  @Test
  void acceptsTokensFromAfterARevocationByAReplicaWhoseClockIsAhead() {
    String email = newEmail();
    Session before = signUp(email);
    clock.turn(SKEW);
    as(before).post("/auth/v1/logout?scope=global").then().statusCode(204);
    clock.reset();

    Session after = signIn(email);

    as(after).get("/auth/v1/user").then().statusCode(200);
    as(refresh(after)).get("/auth/v1/user").then().statusCode(200);
  }
}
