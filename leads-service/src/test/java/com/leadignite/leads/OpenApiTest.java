package com.leadignite.leads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published description says what the service does. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class OpenApiTest {

  @Test
  void describesEveryOperationAndItsErrors() throws IOException {
    JsonNode document = document();

    Set<String> operations = new TreeSet<>();
    document
        .get("paths")
        .forEach(path ->
            path.forEach(operation -> {
              if (operation.has("operationId")) {
                operations.add(operation.get("operationId").textValue());
              }
            }));
    assertEquals(
        Set.of(
            "addTeamMember",
            "changeCall",
            "changeLead",
            "changeTeam",
            "createCall",
            "createLead",
            "createTeam",
            "deleteCall",
            "deleteLead",
            "deleteTeam",
            "getCall",
            "getLead",
            "getTeam",
            "listCalls",
            "listLeadCalls",
            "listLeads",
            "listTeamMembers",
            "listTeams",
            "removeTeamMember",
            "restoreLead",
            "takeIn",
            "transferLead"),
        operations);
    JsonNode change = document.at("/paths/~1leads~1v1~1leads~1{id}/patch");
    assertTrue(change.at("/requestBody/content").has("application/merge-patch+json"));
    for (String status : Set.of("200", "400", "403", "404", "409", "412", "428")) {
      assertTrue(change.get("responses").has(status), status);
    }
  }

  @Test
  void namesTheMembersAsTheyAreOnTheWire() throws IOException {
    JsonNode lead = document().at("/components/schemas/Lead");

    for (String member : Set.of("id", "tenant_id", "owner_id", "last_name", "email", "version")) {
      assertTrue(lead.get("properties").has(member), member + " in " + lead);
    }
    assertFalse(lead.get("properties").has("details"), lead.toString());
    assertEquals(lead.get("properties").size(), lead.get("required").size());
    assertEquals("[\"string\",\"null\"]", lead.at("/properties/deleted_at/type").toString());
    assertEquals("\"string\"", lead.at("/properties/created_at/type").toString());
  }

  @Test
  void namesEnumsAsTheyAreOnTheWire() throws IOException {
    JsonNode schemas = document().at("/components/schemas");

    assertEquals(
        "[\"new\",\"assigned\",\"in_process\",\"qualified\",\"converted\",\"recycled\",\"dead\"]",
        schemas.at("/LeadStatus/enum").toString());
    assertEquals(
        "[\"consent\",\"contract\",\"legitimate_interest\"]",
        schemas.at("/ConsentBasis/enum").toString());
  }

  @Test
  void saysWhatABodyMayHave() throws IOException {
    JsonNode schemas = document().at("/components/schemas");

    JsonNode body = schemas.get("LeadDetailsBody");
    assertEquals(100, body.at("/properties/score/maximum").intValue());
    assertEquals(254, body.at("/properties/email/maxLength").intValue());
    assertEquals(20, body.at("/properties/tags/maxItems").intValue());
    assertEquals(50, body.at("/properties/tags/items/maxLength").intValue());
    assertEquals("new", body.at("/properties/status/default").textValue());
    assertFalse(body.get("additionalProperties").booleanValue());
    assertFalse(body.get("properties").has("owner_id"));
    assertFalse(schemas.at("/LeadDetailsPatch/properties/status").has("default"));
    assertEquals("[\"owner_id\"]", schemas.at("/NewOwnerBody/required").toString());
  }

  @Test
  void namesEveryProblemByItsSlug() throws IOException {
    JsonNode responses = document().at("/paths/~1leads~1v1~1leads/post/responses");

    assertTrue(
        responses
            .at("/409/content/application~1problem+json/examples")
            .has("idempotency-key-in-flight"));
    assertTrue(responses.at("/409/description").textValue().contains("`duplicate-lead`"));
    assertTrue(responses.at("/403/description").textValue().contains("`insufficient-scope`"));
  }

  @Test
  void saysWhichHeaderFieldsAnswersHave() throws IOException {
    JsonNode paths = document().get("paths");

    JsonNode create = paths.at("/~1leads~1v1~1leads/post");
    for (String field : Set.of("ETag", "Location", "RateLimit", "X-Request-Id")) {
      assertTrue(create.at("/responses/201/headers").has(field), field);
    }
    assertEquals(
        "#/components/responses/too-many-requests", create.at("/responses/429/$ref").textValue());
    assertTrue(document().at("/components/responses/too-many-requests/headers").has("Retry-After"));
    assertEquals("Idempotency-Key", create.at("/parameters/0/name").textValue());
    JsonNode get = paths.at("/~1leads~1v1~1leads~1{id}/get/responses");
    assertTrue(get.at("/304/headers").has("ETag"));
  }

  @Test
  void describesTheQueryOfAList() throws IOException {
    JsonNode parameters = document().at("/paths/~1leads~1v1~1leads/get/parameters");

    Map<String, JsonNode> byName = new TreeMap<>();
    parameters.forEach(parameter -> byName.put(parameter.get("name").textValue(), parameter));
    assertEquals(16, byName.size());
    assertEquals(200, byName.get("limit").at("/schema/maximum").intValue());
    assertEquals(50, byName.get("limit").at("/schema/default").intValue());
    assertEquals("-created_at", byName.get("sort").at("/schema/default").textValue());
    assertFalse(byName.get("status").get("explode").booleanValue());
    assertEquals("date-time", byName.get("created_from").at("/schema/format").textValue());
  }

  private JsonNode document() throws IOException {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }
}
