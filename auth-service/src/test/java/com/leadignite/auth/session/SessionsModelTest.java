package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sessions of two people against a model of them: signed in to and out of at random, with every
 * scope, by valid and by ended sessions. A seed that fails fails again.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B24")
@Tag("B25")
class SessionsModelTest {

  private static final int STEPS = 14;
  private static final List<String> SCOPES = List.of("local", "others", "global");

  /** A session, and whether it is to be valid. */
  private static final class Known {

    private final String email;
    private final Session session;
    private boolean valid = true;

    Known(String email, Session session) {
      this.email = email;
      this.session = session;
    }

    String id() {
      return session.claim("session_id").toString();
    }
  }

  private final List<Known> all = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void areWhatTheModelSays(long seed) {
    Random random = new Random(seed);
    List<String> people = List.of(newEmail(), newEmail());
    people.forEach(email -> all.add(new Known(email, signUp(email))));

    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(2) == 0) {
        String email = people.get(random.nextInt(people.size()));
        all.add(new Known(email, signIn(email)));
      } else {
        signOut(all.get(random.nextInt(all.size())), SCOPES.get(random.nextInt(SCOPES.size())));
      }
    }

    assertEquals(all.size(), all.stream().map(Known::id).distinct().count(), "each has its own id");
    all.forEach(this::check);
  }

  private void signOut(Known by, String scope) {
    int status = as(by.session).post("/auth/v1/logout?scope=" + scope).statusCode();

    assertEquals(by.valid ? 204 : 403, status, () -> scope + " by " + by.id());
    if (by.valid) {
      for (Known each : all) {
        boolean self = each == by;
        boolean meant =
            switch (scope) {
              case "local" -> self;
              case "others" -> !self;
              default -> true;
            };
        each.valid &= !(meant && each.email.equals(by.email));
      }
    }
  }

  /** Token, refresh token and row of a session say the same. */
  private void check(Known known) {
    assertEquals(
        known.valid ? 200 : 403,
        as(known.session).get("/auth/v1/user").statusCode(),
        () -> "the token of " + known.id());
    assertEquals(
        known.valid ? 1 : 0,
        Stored.count("auth.sessions where id = '" + known.id() + "' and ended_at is null"),
        () -> "the row of " + known.id());
    assertEquals(
        known.valid ? 200 : 400,
        tryRefresh(known.session.refreshToken()).statusCode(),
        () -> "the refresh token of " + known.id());
  }
}
