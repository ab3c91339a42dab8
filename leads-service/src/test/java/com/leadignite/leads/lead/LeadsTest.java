package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other packages of the service see of leads; {@link LeadsDoor} stands for them. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadsTest {

  private static final String DOOR = "/leads/v1/door";

  private final Org org = new Org();
  private final Member agent = org.member(Role.AGENT);

  @Test
  void createsAndSeesLeads() {
    Response created =
        create(
            """
            {'last_name': ' Lee ', 'phone': '+1 202 555 0123', 'consent': {'do_not_email': true}}
            """);

    assertEquals(200, created.statusCode(), created.asString());
    String id = created.path("id");
    String expected =
        """
        {'id': '%s', 'owner_id': '%s', 'name': 'Lee', 'phone_e164': '+12025550123',
         'email_norm': null, 'do_not_call': false, 'do_not_email': true}
        """
            .formatted(id, agent.user())
            .replace('\'', '"');
    for (String path : List.of("/" + id, "/" + id + "/locked")) {
      assertEquals(Bodies.json(expected), Bodies.json(atDoor(agent).get(DOOR + path).asString()));
    }
    assertEquals("Lee", agent.read(id).path("last_name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/locked"})
  void showsNobodyElsesLeads(String way) {
    String path = DOOR + "/" + agent.lead("{'last_name': 'Lee'}") + way;

    assertEquals(404, atDoor(org.member(Role.AGENT)).get(path).statusCode());
    assertEquals(404, atDoor(new Org().member(Role.ADMIN)).get(path).statusCode());
    assertEquals(200, atDoor(agent).get(path).statusCode());
  }

  @Test
  void refusesWhatARequestIsRefusedFor() {
    create("{'email': 'ann@example.com'}");

    Response invalid = create("{'score': 101, 'owner_id': '1'}");
    Response duplicate = create("{'email': 'ANN@example.com'}");

    assertEquals(400, invalid.statusCode(), invalid.asString());
    assertEquals(List.of("last_name", "score", "owner_id"), invalid.path("errors.field"));
    assertEquals("/problems/duplicate-lead", duplicate.path("type"));
  }

  /** A request to the resource of this test, which no API document describes. */
  private static RequestSpecification atDoor(Member member) {
    return member.request().noFilters();
  }

  private Response create(String body) {
    return atDoor(agent).contentType("application/json").body(body.replace('\'', '"')).post(DOOR);
  }
}
