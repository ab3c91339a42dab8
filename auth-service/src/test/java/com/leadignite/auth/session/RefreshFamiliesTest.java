package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Refresh tokens against a model of them: two sessions of a person are refreshed at random with any
 * token that either ever had, and signed out now and then. A seed that fails fails again.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B16")
@Tag("B17")
class RefreshFamiliesTest {

  private static final int STEPS = 25;
  private static final String USED = "refresh_token_already_used";
  private static final String UNKNOWN = "refresh_token_not_found";

  /** What a session must be like. */
  private static final class Family {

    private final List<String> tokens = new ArrayList<>();
    private Session latest;
    private String refusal = "";

    Family(Session session) {
      latest = session;
      tokens.add(session.refreshToken());
    }

    boolean isOver() {
      return !refusal.isEmpty();
    }

    /** Shows one of its tokens; the newest is the likeliest, and its parent next. */
    void refresh(Random random) {
      int age = Math.min(tokens.size() - 1, random.nextInt(8) == 0 ? 2 : random.nextInt(4) / 3);
      int index = tokens.size() - 1 - age;

      Response answer = tryRefresh(tokens.get(index));

      if (isOver()) {
        assertEquals(refusal, answer.path("code"), () -> "an ended session, age " + age);
      } else if (age > 1) {
        assertEquals(USED, answer.path("code"), () -> "an ancestor, age " + age);
        refusal = USED;
      } else {
        assertEquals(200, answer.statusCode(), answer::asString);
        issued(answer.path("refresh_token"), age);
        latest = Session.of(answer.jsonPath());
      }
    }

    private void issued(String token, int age) {
      if (age == 1) {
        assertEquals(tokens.getLast(), token, "a lost answer is given again");
      } else {
        assertFalse(tokens.contains(token), "a child is new");
        tokens.add(token);
      }
    }

    void signOut() {
      int status = as(latest).post("/auth/v1/logout?scope=local").statusCode();

      assertEquals(isOver() ? 403 : 204, status);
      if (!isOver()) {
        refusal = UNKNOWN;
      }
    }

    void check() {
      String id = latest.claim("session_id").toString();
      String session = "auth.sessions where id = '" + id + "' and ended_at is ";
      assertEquals(1, Stored.count(session + (isOver() ? "not null" : "null")));
      assertEquals(
          tokens.size(), Stored.count("auth.refresh_tokens where session_id = '" + id + "'"));
      assertEquals(isOver() ? 403 : 200, as(latest).get("/auth/v1/user").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void areWhatTheModelSays(long seed) {
    Random random = new Random(seed);
    String email = newEmail();
    List<Family> families = List.of(new Family(signUp(email)), new Family(signIn(email)));

    for (int step = 0; step < STEPS; step++) {
      Family family = families.get(random.nextInt(families.size()));
      if (random.nextInt(20) == 0) {
        family.signOut();
      } else {
        family.refresh(random);
      }
    }

    families.forEach(Family::check);
  }
}
