package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventQueryTest {

  private static EventQuery query(String... namesAndValues) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters
          .computeIfAbsent(namesAndValues[i], name -> new ArrayList<>())
          .add(namesAndValues[i + 1]);
    }
    return Samples.READER.parameters(parameters, EventQuery.class);
  }

  @Test
  void readsEveryParameter() {
    String tenant = "01890a5d-ac96-774b-bcce-b302099a8056";

    EventQuery query =
        query(
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
            Outcome.DENIED,
            new AddressRange("192.0.2.0", "192.0.2.255"),
            Instant.parse("2026-11-22T07:00:00Z"),
            Instant.parse("2026-11-22T08:00:00Z"),
            "r"),
        query.filter(null));
    assertEquals(200, query.page().limit());
  }

  @Test
  void meansTheReadersOwnOrganizationIfItNamesNone() {
    UUID own = Samples.id();
    UUID other = Samples.id();

    assertEquals(own, query().filter(own).tenantId());
    assertEquals(other, query("tenant_id", other.toString()).filter(own).tenantId());
  }

  @Test
  void takesAStarAtTheEndAsAPrefix() {
    assertEquals("auth.login", query("action", "auth.login.*").filter(null).actionPrefix());
  }

  @ParameterizedTest
  @CsvSource({
    "actr_id, x, actr_id: is not a parameter that can be sent here",
    "tenant_id, 1-1-1-1-1, tenant_id: must be a UUID",
    "target_id, 1, target_id: goes with target_type",
    "target_type, Lead, 'target_type: must be 1 to 64 of a-z, 0-9, _ and -, a letter first'",
    "outcome, maybe, 'outcome: must be one of allowed, denied, failed'",
    "address, 10.1, address: must be an address or a network such as 192.0.2.0/24",
    "from, today, from: must be a time in RFC 3339 with an offset",
    "to, 2026-11-22, to: must be a time in RFC 3339 with an offset",
    "limit, 0, limit: must be a whole number from 1 to 200",
    "limit, 201, limit: must be a whole number from 1 to 200",
    "limit, '', limit: must be a whole number from 1 to 200",
    "action, lead, 'action: must be words of a-z, 0-9 and _, joined by dots; .* at its end for"
        + " more'",
    "actor_id, '', 'actor_id: must have 1 to 200 characters, none of them a control character'",
  })
  void refusesWhatItDoesNotUnderstand(String name, String value, String reason) {
    var problem = assertThrows(Problem.class, () -> query(name, value).filter(null));

    assertEquals(CommonProblem.VALIDATION_FAILED, problem.type());
    assertEquals(reason, ReceiveEvents.reason(problem));
  }

  @Test
  void refusesARepeatedParameter() {
    assertThrows(Problem.class, () -> query("outcome", "denied", "outcome", "allowed"));
  }
}
