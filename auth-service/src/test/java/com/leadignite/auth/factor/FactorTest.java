package com.leadignite.auth.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorTest {

  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

  private static JsonObject row() {
    return new JsonObject()
        .put("id", ID.toString())
        .put("type", "totp")
        .put("friendly_name", null)
        .put("verified", true)
        // As PostgreSQL writes them in JSON, in the time zone of the connection.
        .put("created_at", "2026-03-01T13:00:00.123456+01:00")
        .put("updated_at", "2026-03-01T12:00:00+00:00");
  }

  @Test
  void readsWhatPostgresqlWrites() {
    assertEquals(
        new Factor(
            ID,
            "totp",
            null,
            true,
            Instant.parse("2026-03-01T12:00:00.123456Z"),
            Instant.parse("2026-03-01T12:00:00Z")),
        Factor.of(row()));
  }

  @Test
  void readsAFactorOfALaterVersion() {
    assertEquals("hologram", Factor.of(row().put("type", "hologram")).type());
  }

  @Test
  void refusesARowThatIsNone() {
    JsonObject row = row().put("id", "1");

    assertThrows(IllegalArgumentException.class, () -> Factor.of(row));
  }

  /** Codes on paper alone, or an enrolment that anybody with the session began, prove nothing. */
  @ParameterizedTest
  @Tag("B23")
  @CsvSource({
    "totp, true, true",
    "totp, false, false",
    "webauthn, true, true",
    "recovery_code, true, false",
    "recovery_code, false, false"
  })
  void countsOnceItWasShownAndIsNoRecoveryCode(String type, boolean verified, boolean counts) {
    Factor factor = Factor.of(row().put("type", type).put("verified", verified));

    assertEquals(counts, factor.isSecondFactor());
  }
}
