package com.leadignite.audit;

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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The published description says what the service does. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class OpenApiTest {

  private static final String EVENTS = "/paths/~1audit~1v1~1events";

  @Test
  void namesTheOperations() throws IOException {
    JsonNode document = document();

    assertEquals("addEvents", document.at(EVENTS + "/post/operationId").textValue());
    assertEquals("listEvents", document.at(EVENTS + "/get/operationId").textValue());
    assertEquals("getEvent", document.at(EVENTS + "~1{id}/get/operationId").textValue());
  }

  @Test
  void describesAnEventAsItIsSent() throws IOException {
    JsonNode schemas = document().at("/components/schemas");

    JsonNode event = schemas.get("NewEventBody");
    assertEquals(
        "[\"id\",\"occurred_at\",\"actor\",\"action\",\"outcome\",\"context\"]",
        event.get("required").toString());
    assertEquals("uuid", event.at("/properties/id/format").textValue());
    assertEquals(20, event.at("/properties/targets/maxItems").intValue());
    assertTrue(event.at("/properties/action/pattern").textValue().contains("[a-z]"));
    assertFalse(event.get("additionalProperties").booleanValue());
    assertEquals("[\"allowed\",\"denied\",\"failed\"]", schemas.at("/Outcome/enum").toString());
    JsonNode events = schemas.at("/EventBatchBody/properties/events");
    assertEquals(500, events.get("maxItems").intValue());
    assertEquals("#/components/schemas/NewEventBody", events.at("/items/$ref").textValue());
    assertFalse(schemas.has("JsonNode"), schemas.toString());
  }

  @Test
  void describesAnEventAsItIsAnswered() throws IOException {
    JsonNode document = document();

    JsonNode event = document.at("/components/schemas/Event");
    for (String member : List.of("id", "tenant_id", "context", "received_at", "sender")) {
      assertTrue(event.get("properties").has(member), member + " in " + event);
    }
    assertTrue(event.get("required").toString().contains("\"sender\""), event.toString());
    assertEquals(
        "#/components/schemas/Event",
        document.at("/components/schemas/PageEvent/properties/items/items/$ref").textValue());
    assertEquals(
        "#/components/schemas/Event",
        document
            .at(EVENTS + "~1{id}/get/responses/200/content/application~1json/schema/$ref")
            .textValue());
  }

  @Test
  void describesTheQuery() throws IOException {
    JsonNode parameters = document().at(EVENTS + "/get/parameters");

    assertEquals(
        Set.of(
            "tenant_id",
            "actor_id",
            "action",
            "target_type",
            "target_id",
            "outcome",
            "address",
            "from",
            "to",
            "request_id",
            "limit",
            "cursor"),
        Set.copyOf(parameters.findValuesAsText("name")));
  }

  @Test
  void namesProblemsByTheirSlugs() throws IOException {
    JsonNode document = document();

    assertTrue(
        document
            .at(EVENTS + "/get/responses/400/content/application~1problem+json/examples")
            .has("invalid-cursor"));
    assertEquals(
        "#/components/responses/not-found",
        document.at(EVENTS + "~1{id}/get/responses/404/$ref").textValue());
  }

  private static JsonNode document() throws IOException {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }
}
