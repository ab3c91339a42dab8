package com.leadignite.embedded;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class DatabasesTest {

  private static final PostgresAddress SERVER =
      new PostgresAddress("db.example.org", 5432, "postgres", "hunter2", "postgres");

  @Test
  void refusesAServerThatIsTooOldInOneSentence() {
    String refusal =
        assertThrows(
                EmbeddedException.class, () -> Databases.checkVersion(SERVER, 14, "14.19 (Debian)"))
            .getMessage();

    assertEquals(
        "PostgreSQL 15 or later is needed, and on postgresql://db.example.org:5432/ is 14.19 (Debian).",
        refusal);
  }

  @Test
  void takesTheLeastVersionAndLaterOnes() {
    assertDoesNotThrow(() -> Databases.checkVersion(SERVER, 15, "15.0"));
    assertDoesNotThrow(() -> Databases.checkVersion(SERVER, 18, "18.6"));
  }
}
