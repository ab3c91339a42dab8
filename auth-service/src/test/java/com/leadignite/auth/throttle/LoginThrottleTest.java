package com.leadignite.auth.throttle;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.throttle.LoginThrottle.Evaluated;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of an attempt that was not checked. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LoginThrottleTest {

  @Inject LoginThrottle throttle;

  @Test
  void countsNoAttemptThatTheQueueRefused() {
    EmailAddress email = EmailAddress.parse(newEmail()).orElseThrow();
    LoginAttempt attempt = throttle.attempt(email, "203.0.113.7", false);
    Problem full = new Problem(CommonProblem.UNAVAILABLE, "the queue is full");
    for (int i = 0; i < 9; i++) {
      Problem refused =
          assertThrows(Problem.class, () -> evaluate(attempt, Uni.createFrom().failure(full)));
      assertEquals(CommonProblem.UNAVAILABLE, refused.type());
    }

    assertNull(evaluate(attempt, Uni.createFrom().item(false)).lockedFor());
  }

  private Evaluated<Boolean> evaluate(LoginAttempt attempt, Uni<Boolean> check) {
    return throttle
        .evaluate(attempt, evaluated -> check, right -> right)
        .await()
        .atMost(Duration.ofMinutes(1));
  }
}
