package com.leadignite.leads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
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
            "changeLead",
            "createLead",
            "deleteLead",
            "getLead",
            "listLeads",
            "listTeamMembers",
            "removeTeamMember",
            "restoreLead",
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
    JsonNode lead = document().at("/components/schemas/Lead/properties");

    for (String member : Set.of("id", "tenant_id", "owner_id", "last_name", "email", "version")) {
      assertTrue(lead.has(member), member + " in " + lead);
    }
    assertTrue(!lead.has("details"), lead.toString());
  }

  private JsonNode document() throws IOException {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }
}
