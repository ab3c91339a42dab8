package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a guess that nobody could look at. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class GuessGuardTest {

  @Inject PasswordWorkers workers;

  @Test
  void countsNoAttemptThatTheQueueRefused() {
    String email = newEmail();
    signUp(email);
    CountDownLatch gate = new CountDownLatch(1);
    for (int i = 0; i < 500; i++) {
      workers.run(() -> passes(gate)).subscribe().with(passed -> {}, refused -> {});
    }

    List<Integer> statuses =
        IntStream.range(0, 9).mapToObj(i -> trySignIn(email, PASSWORD).statusCode()).toList();
    gate.countDown();

    assertEquals(List.of(503, 503, 503, 503, 503, 503, 503, 503, 503), statuses);
    while (workers.waiting() > 0) {
      Thread.onSpinWait();
    }
    trySignIn(email, PASSWORD).then().statusCode(200);
  }

  private static boolean passes(CountDownLatch gate) {
    try {
      gate.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
