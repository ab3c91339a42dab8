package com.leadignite.auth.token;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.key.RootKeys;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CsrfTokensTest {

  private static final String KEY = "tWl0Q0oKQd5L8mYc0Ck3sXH8vL4mJ2m9pQyq1oV3nXk=";
  private static final SessionId SESSION = new SessionId(UUID.randomUUID());
  private static final SessionId OTHER = new SessionId(UUID.randomUUID());

  /** Two replicas, between two steps of a change of the key-encryption key. */
  private final CsrfTokens before = new CsrfTokens(RootKeys.of(KEY + "," + RootKeys.NEW_KEY));

  private final CsrfTokens after = new CsrfTokens(RootKeys.of(RootKeys.NEW_KEY + "," + KEY));

  @Test
  void areAcceptedByAReplicaThatHasTheirKeyAsTheSecond() {
    assertNotEquals(before.of(SESSION), after.of(SESSION));
    for (String token : List.of(before.of(SESSION), after.of(SESSION))) {
      assertDoesNotThrow(() -> before.require(token, SESSION));
      assertDoesNotThrow(() -> after.require(token, SESSION));
    }
  }

  @Test
  void goWithTheAccessTokenWhicheverReplicaMadeIt() {
    String made = before.of(SESSION);

    assertEquals(made, after.of(SESSION, CsrfToken.hash(made)));
    assertEquals(after.of(SESSION), after.of(SESSION, null));
    assertEquals(after.of(SESSION), after.of(SESSION, CsrfToken.hash(before.of(OTHER))));
  }

  @Test
  @Tag("B26")
  void areWorthNothingInAnotherSession() {
    for (String token : new String[] {null, "", before.of(OTHER), after.of(OTHER)}) {
      assertThrows(Problem.class, () -> after.require(token, SESSION));
    }
  }
}
