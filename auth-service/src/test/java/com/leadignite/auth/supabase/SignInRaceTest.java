package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signInStatus;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.password.TestingHasher;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to an account while somebody signs in to it. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SignInRaceTest {

  @Inject TestingHasher hasher;

  @AfterEach
  void reset() {
    hasher.reset();
  }

  @Test
  @Tag("B25")
  void opensNoSessionUnderAPasswordThatChangesMeanwhile() throws Exception {
    String email = newEmail();
    signUp(email);
    hasher.reset();
    hasher.hold();
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> signInStatus(email, PASSWORD));
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (hasher.count() == 0) {
      assertTrue(System.nanoTime() < end, "no hash was begun");
      Thread.sleep(10);
    }

    PlatformServers.sql("update auth.passwords set changed_at = changed_at + interval '1 second'");
    hasher.release();

    assertEquals(400, status.join());
  }
}
