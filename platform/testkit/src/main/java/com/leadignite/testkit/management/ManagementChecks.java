package com.leadignite.testkit.management;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.testkit.access.GuardedEndpointsRule;
import com.leadignite.testkit.server.PlatformServers;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Health, figures and description of a service, which the framework makes: a service's {@code
 * ManagementTest} is this on the JVM, its {@code ManagementIT} against the executable.
 */
public abstract class ManagementChecks {

  /** Where the service's endpoints are. */
  protected abstract String packageName();

  /** The path of an endpoint that can be read, but not without a token. */
  protected abstract String guardedPath();

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
  void isUp(String path) {
    ask(path).then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void isReadyBecausePostgresqlAndRedisAnswer() {
    ask("/q/health/ready")
        .then()
        .body("checks.data.postgresql", hasItem("up"))
        .body("checks.data.redis", hasItem("up"));
  }

  @Test
  void countsRequestsByRouteAndRefusalsByKind() {
    given().get(guardedPath()).then().statusCode(401);

    ask("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("uri=\"" + guardedPath() + "\""))
        .body(containsString("leadignite_problems_total{problem=\"unauthenticated\""))
        .body(containsString("process_uptime_seconds"));
  }

  @Test
  void describesEachRouteAndNoOther() throws JsonProcessingException {
    JsonNode document = new ObjectMapper().readTree(ask("/q/openapi?format=json").asString());

    Set<String> described = new TreeSet<>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getValue().has("responses")) {
          described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    assertEquals(GuardedEndpointsRule.routes(packageName()).keySet(), described);
    assertTrue(document.at("/components/schemas/Problem/properties").has("detail"));
    ask("/q/openapi").then().statusCode(200).body(containsString("openapi: 3."));
  }

  @Test
  void showsTheDescriptionInABrowser() {
    ask("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger-ui-bundle.js"));
    ask("/q/swagger-ui/swagger-ui-bundle.js").then().statusCode(200);
  }

  @ParameterizedTest
  @Tag("B7")
  @ValueSource(
      strings = {
        "/q/health",
        "/q/metrics",
        "/q/openapi",
        "/q/swagger-ui/",
        "/q/dev-ui",
        "/openapi"
      })
  void keepsAllThatOffThePublicPort(String path) {
    given().get(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
  }

  private Response ask(String path) {
    return given().get(PlatformServers.management().resolve(path));
  }
}
