package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signInStatus;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.password.TestingHasher;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many hashes an attempt costs: what nobody outside can count. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SignInWorkTest {

  @Inject TestingHasher hasher;

  @AfterEach
  void reset() {
    hasher.reset();
  }

  @Test
  @Tag("B18")
  void isTheSameForUnknownWrongBannedAndPasswordless() {
    List<Integer> hashes = new ArrayList<>();

    for (Map.Entry<String, String> attempt : TokenResourceTest.attemptsInVain()) {
      hasher.reset();
      trySignIn(attempt.getKey(), attempt.getValue());
      hashes.add(hasher.count());
    }

    assertEquals(List.of(1, 1, 1, 1, 1), hashes);
  }

  @Test
  @Tag("B12")
  void isDoneForOnlyFiveOfTwoHundredParallelGuesses() {
    String email = newEmail();
    signUp(email);
    hasher.reset();

    List<Integer> statuses = Parallel.run(200, () -> signInStatus(email, "not the password"));

    assertEquals(5, hasher.count());
    assertEquals(5, statuses.stream().filter(status -> status == 400).count());
  }

  @Test
  @Tag("B18")
  void isTheSameAtEveryAddressWhileStrangersAreLocked() {
    String known = newEmail();
    signUp(known);

    assertEquals(hashesWhileLocked(newEmail()), hashesWhileLocked(known));
  }

  private List<Integer> hashesWhileLocked(String email) {
    for (int i = 0; i < 5; i++) {
      trySignInFrom("127.0.0.2", email, "not the password");
    }
    List<Integer> hashes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      hasher.reset();
      assertEquals(429, trySignInFrom("127.0.0.1", email, "not the password").statusCode());
      hashes.add(hasher.count());
    }
    return hashes;
  }
}
