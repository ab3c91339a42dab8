package com.leadignite.auth;

import static com.leadignite.guard.access.Audience.PUBLIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.access.Audience;
import com.leadignite.testkit.access.GuardedEndpointsRule;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published description says what the service does. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class OpenApiTest {

  private static final Set<String> ERRORS_OF_ALL = Set.of("400", "413", "415", "429", "500", "503");
  private static final Set<String> ERRORS_OF_GUARDED = Set.of("401", "403");
  private static final String PROBLEM = "#/components/schemas/Problem";

  @Test
  void describesEveryRouteWithItsCredentialAndNoOther() throws IOException {
    Map<String, JsonNode> operations = operations();
    Map<String, Audience> routes = GuardedEndpointsRule.routes("com.leadignite.auth");

    assertEquals(routes.keySet(), operations.keySet());
    operations.forEach((name, operation) -> {
      assertFalse(operation.path("summary").asText().isBlank(), name);
      JsonNode security = operation.get("security");
      if (routes.get(name) == PUBLIC) {
        assertTrue(security.isArray() && security.isEmpty(), name);
      } else {
        assertTrue(security.get(0).has("bearer"), name);
      }
    });
    assertEquals("http", document().at("/components/securitySchemes/bearer/type").asText());
  }

  @Test
  void describesTheErrorsOfEveryOperationAsProblems() throws IOException {
    Map<String, Audience> routes = GuardedEndpointsRule.routes("com.leadignite.auth");
    JsonNode document = document();
    operations()
        .forEach((name, operation) -> {
          JsonNode responses = operation.get("responses");
          ERRORS_OF_ALL.forEach(status -> assertTrue(responses.has(status), name + " " + status));
          if (routes.get(name) != PUBLIC) {
            ERRORS_OF_GUARDED.forEach(
                status -> assertTrue(responses.has(status), name + " " + status));
          }
          if (name.contains("{")) {
            assertTrue(responses.has("404"), name);
          }
          responses
              .fieldNames()
              .forEachRemaining(status -> {
                if (status.charAt(0) >= '4') {
                  JsonNode written = responses.get(status);
                  JsonNode response =
                      written.has("$ref")
                          ? document.at(written.get("$ref").asText().substring(1))
                          : written;
                  assertEquals(
                      PROBLEM,
                      response.at("/content/application~1problem+json/schema/$ref").asText(),
                      name + " " + status);
                  assertFalse(response.path("description").asText().isBlank(), name + " " + status);
                }
              });
        });
  }

  @Test
  void describesTheSuccessOfEveryOperation() throws IOException {
    operations()
        .forEach((name, operation) -> {
          JsonNode responses = operation.get("responses");
          String success =
              Stream.of("200", "201", "204", "302", "303")
                  .filter(responses::has)
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(name));
          // RFC 7009, section 2.2: the status says it all.
          boolean empty = responses.has("204") || name.equals("POST /auth/v1/oauth/revoke");
          if (success.startsWith("20") && !empty) {
            // Links in mails and the consent page are for browsers, all else is JSON.
            boolean page = name.matches("GET /auth/v1/verify|[A-Z]+ /auth/v1/oauth/consent.*");
            String type = page ? "text~1html" : "application~1json";
            assertTrue(responses.at("/" + success + "/content/" + type).has("schema"), name);
          }
        });
  }

  /** Generated clients name their methods by it. */
  @Test
  void givesEveryOperationANameOfItsOwn() throws IOException {
    Map<String, JsonNode> operations = operations();

    Set<String> names =
        operations.values().stream()
            .map(operation -> operation.path("operationId").asText())
            .filter(name -> name.matches("[a-z][A-Za-z]+"))
            .collect(Collectors.toSet());

    assertEquals(operations.size(), names.size(), names::toString);
  }

  @Test
  void namesTheMembersAsTheyAreOnTheWire() throws IOException {
    JsonNode session = document().at("/components/schemas/ListedSession/properties");

    for (String member :
        Set.of("id", "created_at", "refreshed_at", "user_agent", "address", "aal", "current")) {
      assertTrue(session.has(member), member + " in " + session);
    }
  }

  private Map<String, JsonNode> operations() throws IOException {
    Map<String, JsonNode> operations = new TreeMap<>();
    document()
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(member -> member.getValue().has("responses"))
                .forEach(member ->
                    operations.put(
                        member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        member.getValue())));
    return operations;
  }

  private JsonNode document() throws IOException {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }
}
