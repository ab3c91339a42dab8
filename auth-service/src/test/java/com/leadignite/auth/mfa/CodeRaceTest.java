package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.App.Enrolled;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two hundred uses of one code at once: one success, whatever is in front of PostgreSQL. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B10")
class CodeRaceTest {

  private static final int TIMES = 200;

  @Inject ChallengeStore challenges;
  @Inject Rows rows;

  @Test
  void oneOfTwoHundredSpendsAStep() {
    UserId user = new UserId(UUID.fromString(signUp(newEmail()).userId()));

    List<Boolean> spent =
        Parallel.run(
            TIMES,
            () ->
                rows.asService()
                    .transaction(tx -> challenges.spend(tx, user, 7))
                    .await()
                    .indefinitely());

    assertEquals(1, spent.stream().filter(each -> each).count());
  }

  @Test
  void oneOfTwoHundredRequestsFromManySessionsSucceeds() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));
    App app = enrolled.app();
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sessions.add(signIn(email));
    }
    Iterator<String[]> attempts =
        java.util.stream.IntStream.range(0, TIMES)
            .mapToObj(i -> sessions.get(i % sessions.size()))
            .map(session -> new String[] {session.accessToken(), app.challenge(session)})
            .toList()
            .iterator();
    App.forgetUsedCodes();
    String code = app.code(0);

    List<Integer> statuses =
        Parallel.run(
            TIMES,
            () -> {
              String[] attempt;
              synchronized (attempts) {
                attempt = attempts.next();
              }
              return app.verify(new Session(attempt[0], "", ""), attempt[1], code).statusCode();
            });

    assertEquals(1, statuses.stream().filter(status -> status == 200).count());
    assertTrue(
        statuses.stream().allMatch(status -> status == 200 || status == 422 || status == 429),
        statuses::toString);
  }
}
