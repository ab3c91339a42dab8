package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.WithoutAutoconfirm.FIRST_ADMIN;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Executable;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.testkit.server.PlatformServers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As {@link FirstAdministratorTest}, but the starts are starts of the executable. */
final class FirstAdministratorIT {

  private static final Map<String, String> CONFIGURED =
      new WithoutAutoconfirm().getConfigOverrides();

  @BeforeEach
  void noAccounts() {
    PlatformServers.configuration("auth");
    PlatformServers.emptyTables("auth");
  }

  private static void startAndStop() {
    Executable.start(CONFIGURED).close();
  }

  @Test
  void isMadeIfThereIsNoAccountAndSignsIn() {
    try (Executable service = Executable.start(CONFIGURED)) {
      json(Map.of("email", FIRST_ADMIN, "password", PASSWORD))
          .port(service.port())
          .post("/auth/v1/token?grant_type=password")
          .then()
          .statusCode(200)
          .body("user.role", equalTo("platform_admin"));
    }
    assertEquals(1, Stored.count("auth.users"));
    assertEquals(1, Stored.events("auth.first_admin.created"));
  }

  @Test
  void isNotMadeAgain() {
    startAndStop();
    PlatformServers.sql("update auth.users set email = 'renamed@example.com'");

    startAndStop();

    assertEquals(
        "renamed@example.com", Stored.text("select string_agg(email, ' ') from auth.users"));
    assertEquals(1, Stored.events("auth.first_admin.created"));
  }

  @Test
  void isMadeThoughStrangersSignedUpFirst() {
    signUpAs(newEmail());

    startAndStop();

    assertEquals(2, Stored.count("auth.users"));
    assertEquals(1, Stored.count("auth.memberships where role = 'platform_admin'"));
  }

  @Test
  void isNotMadeOfAStrangersAccountAndTheLogSaysSo() {
    signUpAs(FIRST_ADMIN);

    String log;
    try (Executable service = Executable.start(CONFIGURED)) {
      log = service.log();
    }

    assertEquals(0, Stored.count("auth.memberships where role = 'platform_admin'"));
    assertTrue(log.contains("leadignite.auth.first-admin.email has an account already"), log);
  }

  private static void signUpAs(String email) {
    try (Executable service = Executable.start(Map.of())) {
      json(Map.of("email", email, "password", PASSWORD))
          .port(service.port())
          .post("/auth/v1/signup")
          .then()
          .statusCode(200);
    }
  }

  @Test
  void isMadeOnceByReplicasThatStartTogether() {
    Parallel.run(
        4,
        () -> {
          startAndStop();
          return true;
        });

    assertEquals(1, Stored.count("auth.users"));
  }
}
