package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the policy on leads refuses or hides is an event. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B45")
class LeadRefusalsTest {

  private final Org org = new Org();
  private final Org.Member admin = org.member(Role.ADMIN);
  private final Org.Member agent = org.member(Role.AGENT);
  private final Org.Member stranger = new Org().member(Role.ADMIN);

  @Test
  void tellsOfADeleteByAMereAssignee() throws Exception {
    String id = assigned();

    isTold(agent.delete(id, "\"1\""), 403, agent, "LeadResource.delete");
  }

  @Test
  void tellsOfAnAssignmentThatIsNotTheirs() throws Exception {
    String id = assigned();

    isTold(
        agent.change(id, "\"1\"", "{'assignee_id': '" + UUID.randomUUID() + "'}"),
        403,
        agent,
        "LeadResource.change");
  }

  @Test
  void tellsOfALeadCreatedForSomebodyElse() throws Exception {
    isTold(
        agent.create("{'last_name': 'X', 'assignee_id': '" + UUID.randomUUID() + "'}"),
        403,
        agent,
        "LeadResource.create");
  }

  @Test
  void tellsOfAnAssignmentToSomebodyOfAnotherOrganization() throws Exception {
    String id = assigned();

    isTold(
        admin.change(id, "\"1\"", "{'assignee_id': '" + stranger.user() + "'}"),
        400,
        admin,
        "LeadResource.change");
  }

  @Test
  void tellsOfAskingForDeletedLeads() throws Exception {
    isTold(agent.list("?deleted=true"), 403, agent, "LeadResource.list");
  }

  @Test
  void tellsOfEveryWayToAnotherOrganizationsLead() throws Exception {
    String id = assigned();

    isTold(stranger.read(id), 404, stranger, "LeadResource.get");
    isTold(stranger.change(id, "\"1\"", "{}"), 404, stranger, "LeadResource.change");
    isTold(stranger.delete(id, "\"1\""), 404, stranger, "LeadResource.delete");
    isTold(stranger.restore(id), 404, stranger, "LeadResource.restore");
    isTold(stranger.transfer(id, "\"1\"", stranger.user()), 404, stranger, "LeadResource.transfer");
  }

  private String assigned() {
    return admin.lead("{'last_name': 'X', 'assignee_id': '" + agent.user() + "'}");
  }

  private static void isTold(Response answer, int status, Org.Member by, String endpoint)
      throws InterruptedException {
    assertEquals(status, answer.statusCode(), answer.asString());
    List<JsonNode> told = told(by, endpoint);
    for (int i = 0; i < 600 && told.isEmpty(); i++) {
      Thread.sleep(100);
      told = told(by, endpoint);
    }
    assertEquals(1, told.size(), () -> "events of " + endpoint);
    assertEquals("denied", told.getFirst().get("outcome").asText());
    assertEquals(by.tenant().toString(), told.getFirst().get("tenant_id").asText());
  }

  private static List<JsonNode> told(Org.Member by, String endpoint) {
    return Outbox.denials().stream()
        .filter(event -> event.at("/actor/id").asText().equals(by.user().toString()))
        .filter(event -> event.at("/targets/0/id").asText().equals(endpoint))
        .toList();
  }
}
