package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.stack.Service;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is reachable from outside is what somebody wrote down, and nothing else. */
@Tag("B7")
class RoutesIT {

  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

  private static final List<String> FRAMEWORK =
      List.of(
          "/q",
          "/q/",
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/metrics",
          "/q/openapi",
          "/q/swagger-ui",
          "/q/swagger-ui/",
          "/q/dev",
          "/q/dev-ui",
          "/q/info",
          "/q/arc",
          "/q/arc/beans",
          "/openapi",
          "/swagger-ui",
          "/metrics",
          "/health",
          "/actuator",
          "/favicon.ico",
          "/");

  @Test
  void theOperationsOfAllServicesAreTheWrittenOnes() throws Exception {
    Client client = Client.ofThePlatform();
    Set<Route> offered = new TreeSet<>();
    for (Service documented : Service.values()) {
      String service = documented.shortName();
      JsonNode document =
          client.get("/docs/" + service + "/openapi?format=json").send().expect(200).json();
      for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
        for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
          if (METHODS.contains(operation.getKey())) {
            offered.add(route(document, path.getKey(), operation));
          }
        }
      }
    }
    assertThat(offered).containsExactlyElementsOf(new TreeSet<>(Route.all()));
  }

  @Test
  void nothingOfTheFrameworkIsOpenAtTheFrontDoor() throws Exception {
    Client client = Client.ofThePlatform();
    for (String path : FRAMEWORK) {
      // The front door of the local stack has one page of its own, which names the addresses.
      int expected = path.equals("/") ? 200 : 404;
      assertThat(client.get(path).send().status()).as(path).isEqualTo(expected);
    }
  }

  @Test
  void nothingOfTheFrameworkIsOpenOnTheServicesOwnPorts() throws Exception {
    Platform platform = Platform.ownOnly();
    for (URI service : platform.services()) {
      Client client = Client.of(service);
      for (String path : FRAMEWORK) {
        assertThat(client.get(path).send().status()).as(service + path).isEqualTo(404);
      }
    }
  }

  @Test
  void optionsListsTheMethodsOfThePathAndNoneIfThereIsNoPath() throws Exception {
    Client client = Client.ofThePlatform();
    Map<String, Set<String>> methods = new TreeMap<>();
    for (Route asked : Route.all()) {
      Set<String> ofPath = methods.computeIfAbsent(asked.path(), path -> new TreeSet<>());
      ofPath.add("OPTIONS");
      for (Route route : Route.all()) {
        // A path that is written out may also be one with an id, by another method.
        if (asked.path().matches(route.template().replaceAll("\\{[^}]+}", "[^/]+"))) {
          ofPath.add(route.method());
          if (route.method().equals("GET")) {
            ofPath.add("HEAD");
          }
        }
      }
    }
    for (Map.Entry<String, Set<String>> path : methods.entrySet()) {
      Answer answer = client.call("OPTIONS", path.getKey()).send().expect(204);
      assertThat(answer.header("allow")).isEqualTo(String.join(", ", path.getValue()));
      client.call("OPTIONS", path.getKey() + "/nothing/here").send().expect(404);
    }
  }

  private static Route route(
      JsonNode document, String path, Map.Entry<String, JsonNode> operation) {
    JsonNode own = operation.getValue().get("security");
    JsonNode security = own != null ? own : document.path("security");
    String access = security.isEmpty() ? "public" : "guarded";
    return new Route(access, operation.getKey().toUpperCase(java.util.Locale.ROOT), path);
  }
}
