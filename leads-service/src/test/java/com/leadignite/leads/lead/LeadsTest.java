package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.OTHER;
import static com.leadignite.leads.lead.TestingPeople.person;
import static com.leadignite.leads.lead.TestingPeople.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;
import com.leadignite.guard.row.Rows;
import com.leadignite.leads.LeadsProblem;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the other packages of the service see of leads. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class LeadsTest {

  private static final Caller.Person AGENT = person(ACME, 1, Role.AGENT);

  @Inject Leads leads;
  @Inject Rows rows;
  @Inject CurrentCaller caller;

  /** As in a request: audit events are in the name of the caller. */
  @BeforeEach
  void calls() {
    caller.set(AGENT);
  }

  @Test
  void createsAndSeesLeads() {
    UUID id =
        await(
            leads.create(
                AGENT,
                json(
                    """
                    {"last_name": " Lee ", "phone": "+1 202 555 0123",
                     "consent": {"do_not_email": true}}
                    """)));

    Leads.Seen expected = new Leads.Seen(id, user(1), "Lee", "+12025550123", null, false, true);
    assertEquals(expected, await(leads.see(AGENT, id)));
    assertEquals(expected, await(rows.as(AGENT).transaction(t -> leads.lock(t, AGENT, id))));
  }

  @Test
  void showsNobodyElsesLeads() {
    UUID id = await(leads.create(AGENT, json("{\"last_name\": \"Lee\"}")));

    for (Caller.Person stranger :
        new Caller.Person[] {person(ACME, 2, Role.AGENT), person(OTHER, 1, Role.ADMIN)}) {
      assertRefused(CommonProblem.NOT_FOUND, leads.see(stranger, id));
      assertRefused(
          CommonProblem.NOT_FOUND, rows.as(stranger).transaction(t -> leads.lock(t, stranger, id)));
    }
  }

  @Test
  void refusesWhatARequestIsRefusedFor() {
    await(leads.create(AGENT, json("{\"email\": \"ann@example.com\"}")));

    assertRefused(CommonProblem.VALIDATION_FAILED, leads.create(AGENT, json("{\"score\": 101}")));
    assertRefused(
        LeadsProblem.DUPLICATE_LEAD, leads.create(AGENT, json("{\"email\": \"ANN@example.com\"}")));
  }

  private static void assertRefused(ProblemType type, Uni<?> answer) {
    assertEquals(type, assertThrows(Problem.class, () -> await(answer)).type());
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Bodies.json(text);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }
}
