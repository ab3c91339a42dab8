package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is locked out of signing in, who is not, and what nobody learns from it. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LockoutResourceTest {

  private static final String WRONG = "not the password at all";
  private static final String HOME = "127.0.0.1";
  private static final String ELSEWHERE = "127.0.0.2";

  @Test
  @Tag("B18")
  void locksKnownAndUnknownAccountsAlikeForFiveMinutes() {
    String known = newEmail();
    signUp(known);

    for (String email : List.of(known, newEmail())) {
      for (int i = 0; i < 5; i++) {
        trySignIn(email, WRONG).then().statusCode(400);
      }
      trySignIn(email, PASSWORD)
          .then()
          .statusCode(429)
          .header("Retry-After", matchesPattern("2[0-9][0-9]|300"))
          .body("code", equalTo("over_request_rate_limit"))
          .body("type", equalTo("/problems/locked-out"));
    }
    assertEquals(2, Stored.events("auth.login.locked"));
    assertEquals(10, Stored.events("auth.login.failed"));
  }

  @Test
  void opensTheLockAfterFiveMinutes() {
    String email = newEmail();
    signUp(email);
    for (int i = 0; i < 5; i++) {
      trySignIn(email, WRONG);
    }
    trySignIn(email, PASSWORD).then().statusCode(429);

    Aged.locks(Duration.ofMinutes(5).plusSeconds(1));

    trySignIn(email, PASSWORD).then().statusCode(200);
  }

  @Test
  void forgetsEachFailureAfterFiveMinutes() {
    String email = newEmail();
    signUp(email);

    for (int i = 0; i < 8; i++) {
      trySignIn(email, WRONG).then().statusCode(400);
      trySignIn(email, WRONG).then().statusCode(400);
      Aged.locks(Duration.ofSeconds(151));
      Aged.limits();
    }

    trySignIn(email, PASSWORD).then().statusCode(200);
  }

  @Test
  void neverLocksForRightPasswordsHoweverMany() {
    String email = newEmail();
    signUp(email);

    List<Integer> statuses =
        IntStream.range(0, 18).mapToObj(i -> trySignIn(email, PASSWORD).statusCode()).toList();
    Aged.limits();

    assertEquals(10, statuses.stream().filter(status -> status == 200).count());
    assertEquals(8, statuses.stream().filter(status -> status == 429).count());
    trySignIn(email, PASSWORD).then().statusCode(200);
    assertEquals(0, Stored.events("auth.login.locked"));
    assertEquals(8, Stored.events("auth.login.limited"));
  }

  @Test
  void forgivesAllFailuresWhenAPasswordIsRight() {
    String email = newEmail();
    signUp(email);

    for (int i = 0; i < 3; i++) {
      for (int wrong = 0; wrong < 4; wrong++) {
        trySignIn(email, WRONG).then().statusCode(400);
      }
      trySignIn(email, PASSWORD).then().statusCode(200);
      Aged.limits();
    }
  }

  @Test
  @Tag("B14")
  void doesNotLetAStrangerLockTheOwnerOut() {
    String email = newEmail();
    signUp(email);
    for (int i = 0; i < 20; i++) {
      trySignInFrom(ELSEWHERE, email, WRONG);
    }
    assertEquals(429, trySignInFrom(ELSEWHERE, email, PASSWORD).statusCode());
    assertEquals(429, trySignInFrom("127.0.0.3", email, PASSWORD).statusCode());

    int home = trySignInFrom(HOME, email, PASSWORD).statusCode();

    assertEquals(200, home);
    assertEquals(429, trySignInFrom("127.0.0.3", email, PASSWORD).statusCode());
  }

  @Test
  @Tag("B14")
  @Tag("B12")
  void leavesAKnownAddressOnlyFiveGuessesWhileStrangersAreLocked() {
    String email = newEmail();
    signUp(email);
    for (int i = 0; i < 5; i++) {
      trySignInFrom(ELSEWHERE, email, WRONG);
    }
    for (int i = 0; i < 5; i++) {
      trySignInFrom(HOME, email, WRONG);
    }

    assertEquals(429, trySignInFrom(HOME, email, PASSWORD).statusCode());
  }

  @Test
  @Tag("B14")
  void doesNotLetAColleagueLockAWholeOfficeOut() {
    String atHome = newEmail();
    signUp(atHome);
    String stranger = newEmail();
    signUp(stranger);
    PlatformServers.sql(
        """
        update auth.sessions set address = '203.0.113.7'
        where user_id = (select id from auth.users where email = '%s')
        """
            .formatted(stranger));
    for (int i = 0; i < 50; i++) {
      trySignIn(newEmail(), WRONG).then().statusCode(400);
    }

    assertEquals(429, trySignIn(newEmail(), WRONG).statusCode());
    assertEquals(429, trySignIn(stranger, PASSWORD).statusCode());
    assertEquals(429, trySignIn(atHome, WRONG).statusCode());
    assertEquals(200, trySignIn(atHome, PASSWORD).statusCode());
  }

  @Test
  @Tag("B18")
  void hidesThatTheAccountExistsAtAnAddressOfItsOwner() {
    String known = newEmail();
    signUp(known);

    assertEquals(answersToGuesses(newEmail()), answersToGuesses(known));
  }

  /**
   * What a guesser with two addresses sees, one of them the owner's, before, in and after a lock.
   */
  private static List<String> answersToGuesses(String email) {
    List<String> answers = new ArrayList<>();
    for (String address : List.of(HOME, ELSEWHERE, ELSEWHERE, ELSEWHERE, HOME, HOME, ELSEWHERE)) {
      answers.add(comparable(trySignInFrom(address, email, WRONG)));
    }
    for (int i = 0; i < 5; i++) {
      answers.add(comparable(trySignInFrom(HOME, email, WRONG)));
    }
    Aged.locks(Duration.ofMinutes(5).plusSeconds(1));
    Aged.limits();
    for (int i = 0; i < 6; i++) {
      answers.add(comparable(trySignInFrom(HOME, email, WRONG)));
    }
    Aged.limits();
    return answers;
  }

  private static String comparable(HttpResponse<String> answer) {
    TreeMap<String, Object> body = new TreeMap<>(new JsonPath(answer.body()).getMap(""));
    assertTrue(body.remove("request_id") instanceof String);
    return answer.statusCode() + " " + answer.headers().map().keySet() + " " + body;
  }
}
