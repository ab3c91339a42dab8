package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventQueryTest {

  private static EventFilter filter(String... namesAndValues) {
    var parameters = new MultivaluedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return EventQuery.filter(parameters);
  }

  @Test
  void readsEveryParameter() {
    String tenant = "01890a5d-ac96-774b-bcce-b302099a8056";

    EventFilter filter =
        filter(
            "tenant_id", tenant,
            "actor_id", "a",
            "action", "auth.login.failed",
            "target_type", "lead",
            "target_id", "1",
            "outcome", "denied",
            "address", "192.0.2.0/24",
            "from", "2026-11-22T08:00:00+01:00",
            "to", "2026-11-22T08:00:00Z",
            "request_id", "r",
            "limit", "200",
            "cursor", "c");

    assertEquals(
        new EventFilter(
            UUID.fromString(tenant),
            "a",
            "auth.login.failed",
            null,
            "lead",
            "1",
            "denied",
            new AddressRange("192.0.2.0", "192.0.2.255"),
            Instant.parse("2026-11-22T07:00:00Z"),
            Instant.parse("2026-11-22T08:00:00Z"),
            "r"),
        filter);
  }

  @Test
  void takesAStarAtTheEndAsAPrefix() {
    assertEquals("auth.login", filter("action", "auth.login.*").actionPrefix());
  }

  @ParameterizedTest
  @CsvSource({
    "actr_id, x, there is a parameter that this list does not know",
    "tenant_id, 1-1-1-1-1, tenant_id must be a UUID",
    "target_id, 1, target_id goes with target_type",
    "outcome, maybe, 'outcome must be allowed, denied or failed'",
    "address, 10.1, address must be an address or a network as 192.0.2.0/24",
    "from, today, from must be a time as in RFC 3339",
    "to, 2026-11-22, to must be a time as in RFC 3339",
    "actor_id, '', actor_id must be given once and have a value",
  })
  void refusesWhatItDoesNotUnderstand(String name, String value, String detail) {
    var problem = assertThrows(Problem.class, () -> filter(name, value));

    assertEquals(CommonProblem.VALIDATION_FAILED, problem.type());
    assertEquals(detail, problem.detail());
  }

  @Test
  void refusesARepeatedParameter() {
    assertThrows(Problem.class, () -> filter("outcome", "denied", "outcome", "allowed"));
  }
}
