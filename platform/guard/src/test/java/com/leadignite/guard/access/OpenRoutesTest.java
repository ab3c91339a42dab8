package com.leadignite.guard.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framework brings endpoints of its own; none of them is on the public port. */
@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B7")
class OpenRoutesTest {

  @Inject Router router;

  @Test
  void servesNothingButResourcesOnThePublicPort() {
    Set<String> paths =
        router.getRoutes().stream()
            .map(Route::getPath)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());

    assertEquals(Set.of("/"), paths);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q",
        "/q/health",
        "/q/health/live",
        "/q/health/ready",
        "/q/metrics",
        "/q/openapi",
        "/q/swagger-ui",
        "/q/swagger-ui/",
        "/q/dev-ui",
        "/q/arc/beans",
        "/health",
        "/metrics",
        "/openapi",
        "/swagger-ui",
        "/graphql",
        "/index.html",
        "/META-INF/resources/index.html"
      })
  void hidesWhatTheFrameworkServes(String path) {
    given().get(path).then().statusCode(404).contentType("application/problem+json");
  }
}
