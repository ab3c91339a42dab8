package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each refusal is in the audit log as one, whichever layer of whichever service refused. */
@Tag("B45")
class RefusalsIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** More refusals of one person than a service records one by one are counted together. */
  private static final int OF_ONE_PERSON = 25;

  /** Ends the session that the others need. */
  private static final String LOGOUT = "/auth/v1/logout";

  private final Client client = Client.ofThePlatform();

  @Test
  void everyOperationTellsOfItsRefusals() throws Exception {
    Person admin = Person.signUp(client);
    List<Route> routes =
        Route.guarded().stream().filter(route -> !route.path().equals(LOGOUT)).toList();
    Set<String> refused = new TreeSet<>();
    for (String role : List.of("agent", "admin")) {
      for (int from = 0; from < routes.size(); from += OF_ONE_PERSON) {
        Person person = Person.invited(client, admin, role);
        int to = Math.min(from + OF_ONE_PERSON, routes.size());
        refused.addAll(refusals(person, routes.subList(from, to)));
      }
    }
    assertThat(refused).as("the sweep finds refusals").hasSizeGreaterThan(20);

    AuditLog log = new AuditLog(client, admin);
    Await.until("all refusals are events", LIMIT, () -> told(log).containsAll(refused));
    assertThat(told(log)).containsExactlyInAnyOrderElementsOf(refused);
    assertThat(log.events("audit.event.viewed")).isEmpty();
  }

  private Set<String> refusals(Person person, List<Route> routes) throws Exception {
    Set<String> refused = new TreeSet<>();
    for (Route route : routes) {
      Answer answer = client.call(route.method(), route.path()).as(person).json(Map.of()).send();
      if (answer.status() == 403 || answer.status() == 404) {
        refused.add(person.id() + " " + route.method() + " " + route.path());
      }
    }
    return refused;
  }

  @Test
  void whatPoliciesRefuseIsRecorded() throws Exception {
    Person admin = Person.signUp(client);
    Person agent = Person.invited(client, admin, "agent");
    Person other = Person.signUp(client);
    String lead =
        client
            .post("/leads/v1/leads", Map.of("last_name", "X", "assignee_id", agent.id()))
            .as(admin)
            .send()
            .expect(201)
            .text("/id");

    client
        .call("DELETE", "/leads/v1/leads/" + lead)
        .as(agent)
        .header("if-match", "\"1\"")
        .send()
        .expect(403);
    client
        .call("PATCH", "/leads/v1/leads/" + lead)
        .as(agent)
        .header("if-match", "\"1\"")
        .mergePatch(Map.of("assignee_id", other.id()))
        .send()
        .expect(403);
    client.get("/leads/v1/leads?deleted=true").as(agent).send().expect(403);
    client.get("/leads/v1/leads/" + lead).as(other).send().expect(404);
    client
        .call("PATCH", "/auth/v1/organization/members/" + admin.id())
        .as(admin)
        .json(Map.of("role", "user"))
        .send()
        .expect(403);
    client.get("/audit/v1/events?tenant_id=" + tenant(other)).as(admin).send().expect(403);

    Set<String> expected =
        Set.of(
            agent.id() + " DELETE /leads/v1/leads/" + lead,
            agent.id() + " PATCH /leads/v1/leads/" + lead,
            agent.id() + " GET /leads/v1/leads",
            admin.id() + " PATCH /auth/v1/organization/members/" + admin.id(),
            admin.id() + " GET /audit/v1/events");
    AuditLog ours = new AuditLog(client, admin);
    AuditLog theirs = new AuditLog(client, other);
    Await.until("the refusals are events", LIMIT, () -> told(ours).containsAll(expected));
    Await.until(
        "whoever asked for another's lead is told of in their own organization",
        LIMIT,
        () -> told(theirs).contains(other.id() + " GET /leads/v1/leads/" + lead));
    assertThat(told(ours)).isEqualTo(expected);
  }

  /** Who was refused what, as the audit log has it. */
  private static Set<String> told(AuditLog log) throws Exception {
    List<JsonNode> events = log.events("access.denied");
    assertThat(events).allMatch(event -> event.path("outcome").asText().equals("denied"));
    return events.stream()
        .map(event ->
            event.at("/actor/id").asText()
                + " "
                + event.at("/metadata/method").asText()
                + " "
                + event.at("/metadata/path").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String tenant(Person person) throws Exception {
    return client.get("/auth/v1/organization").as(person).send().expect(200).text("/id");
  }
}
