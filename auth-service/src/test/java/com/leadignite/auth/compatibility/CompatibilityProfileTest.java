package com.leadignite.auth.compatibility;

import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Compatible;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The profile that other people's client test suites run against. */
@QuarkusTest
@TestProfile(Compatible.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CompatibilityProfileTest {

  @Inject @All List<SafetyCheck> checks;

  @Test
  void takesThePasswordsOfTestSuitesAndLocksNobodyOut() {
    String email = newEmail();

    json(Map.of("email", email, "password", "secret"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);
    json(Map.of("email", newEmail(), "password", "short"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(422)
        .body("message", equalTo("Password should be at least 6 characters."));
    for (int i = 0; i < 12; i++) {
      trySignIn(email, "wrong").then().statusCode(400);
    }
    trySignIn(email, "secret").then().statusCode(200);
    json(Map.of()).post("/auth/v1/signup").then().statusCode(200);
    for (int i = 0; i < 3; i++) {
      json(Map.of("email", email)).post("/auth/v1/recover").then().statusCode(200);
    }
    assertEquals(3, Stored.events("auth.mail.requested"));
  }

  @Test
  void isRefusedInProductionByWhatItRelaxes() {
    String unsafe =
        checks.stream()
            .flatMap(check -> check.findings().stream())
            .map(UnsafeSetting::property)
            .collect(Collectors.joining(" "));

    for (String property :
        List.of(
            "leadignite.auth.compatibility.enabled",
            "leadignite.auth.mail.autoconfirm",
            "leadignite.auth.password.min-length",
            "leadignite.auth.password.min-guesses",
            "leadignite.auth.password.breached.refused",
            "leadignite.auth.password.lock.failures",
            "leadignite.limits.\"password\"")) {
      assertTrue(unsafe.contains(property), () -> property + " is not in " + unsafe);
    }
  }
}
