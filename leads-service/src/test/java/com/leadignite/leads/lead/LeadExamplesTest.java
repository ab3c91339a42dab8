package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of the OpenAPI document are requests that are taken, and answers that are given. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadExamplesTest {

  /** What differs each time. */
  private static final List<String> BY_NATURE =
      List.of("id", "tenant_id", "owner_id", "created_at", "updated_at");

  private final Member user = new Org().member(Role.USER);

  @Test
  void aLeadIsCreatedAndAnsweredAsInTheExamples() throws IOException {
    JsonNode create = document().at("/paths/~1leads~1v1~1leads/post");
    String body = create.at("/requestBody/content/application~1json/example").toString();

    Response created = user.create(body);

    assertEquals(201, created.statusCode(), created.asString());
    assertEquals(
        comparable(create.at("/responses/201/content/application~1json/example")),
        comparable(Bodies.json(created.asString())));
  }

  @Test
  void aLeadIsChangedByTheExample() throws IOException {
    String id = user.lead("{'last_name': 'Lee', 'title': 'Dr', 'address': {'country': 'DE'}}");
    JsonNode patch =
        document()
            .at("/paths/~1leads~1v1~1leads~1{id}/patch/requestBody/content")
            .at("/application~1merge-patch+json/example");

    Response changed =
        user.request()
            .header("If-Match", "\"1\"")
            .contentType(Org.MERGE_PATCH)
            .body(patch.toString())
            .patch(Org.LEADS + "/" + id);

    assertEquals(200, changed.statusCode(), changed.asString());
    assertEquals("in_process", changed.path("status"));
    assertEquals("DE", changed.path("address.country"));
  }

  private static JsonNode comparable(JsonNode lead) {
    return ((ObjectNode) lead.deepCopy()).remove(BY_NATURE);
  }

  private static JsonNode document() throws IOException {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }
}
