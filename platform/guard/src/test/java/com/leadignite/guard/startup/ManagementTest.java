package com.leadignite.guard.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
class ManagementTest {

  @TestHTTPResource URI open;

  @TestHTTPResource(value = "/", management = true)
  URI management;

  @ParameterizedTest
  @Tag("B7")
  @ValueSource(
      strings = {
        "/q/health",
        "/q/health/ready",
        "/q/metrics",
        "/q/openapi",
        "/openapi",
        "/q/swagger-ui",
        "/q/dev-ui",
        "/q/arc/beans"
      })
  void theFrameworksOwnEndpointsAreNotOnThePublicPort(String path) {
    assertEquals(404, Wire.to(open.getPort()).get(path).status());
  }

  @Test
  void isReadyWhilePostgresqlAnswersAndReportsRedis() {
    Wire.Answer answer = ask("/q/health/ready");

    assertEquals(200, answer.status());
    assertTrue(answer.body().replace(" ", "").contains("\"postgresql\":\"up\""), answer.body());
    assertTrue(answer.body().replace(" ", "").contains("\"redis\":\"up\""), answer.body());
  }

  @Test
  void isAlive() {
    assertEquals(200, ask("/q/health/live").status());
  }

  @Test
  void measuresRoutesAndNotPaths() {
    String id = "01890000-0000-7000-8000-00000000abcd";
    double found = measured("GET", "200", "/edge/v1/things/{id}");
    double refused = measured("GET", "400", "/UNMATCHED");
    double missing = measured("GET", "404", "/UNMATCHED");

    Wire.to(open.getPort()).get("/edge/v1/things/" + id);
    Wire.to(open.getPort()).get("/edge/v1/things;x/" + id);
    Wire.to(open.getPort()).get("/nothing/" + id);
    Wire.to(open.getPort()).get("/nothing/" + id + "?a=%");
    Wire.to(open.getPort()).send("DELETE", "/edge/v1/things/" + id, "");

    // A request is measured once its answer has been written, which its client may read before.
    await(() -> measured("GET", "400", "/UNMATCHED") == refused + 2);
    assertEquals(found + 1, measured("GET", "200", "/edge/v1/things/{id}"));
    assertEquals(missing + 1, measured("GET", "404", "/UNMATCHED"));
    String metrics = ask("/q/metrics").body();
    assertFalse(metrics.contains("01890000"), metrics);
    assertTrue(
        metrics.contains("leadignite_problems_total{problem=\"ambiguous-path\",status=\"400\""),
        metrics);
  }

  /** How many requests were measured under these labels; 0 if none was. */
  private double measured(String method, String status, String uri) {
    return ask("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
        .filter(line -> line.contains("method=\"" + method + "\""))
        .filter(line -> line.contains("status=\"" + status + "\""))
        .filter(line -> line.contains("uri=\"" + uri + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen");
    }
  }

  @Test
  void describesWhatTheGuardDemandsAndAnswers() throws IOException {
    String body = text(management.resolve("/q/openapi?format=json"));
    JsonNode document = new ObjectMapper().readTree(body);
    JsonNode paths = document.path("paths");

    JsonNode open = paths.path("/edge/v1/things").path("post");
    assertEquals("[]", open.path("security").toString());
    assertTrue(open.path("responses").path("401").isMissingNode(), body);
    assertEquals(
        "#/components/responses/too-many-requests", open.at("/responses/429/$ref").asText());
    assertEquals(
        "#/components/schemas/Problem",
        document
            .at("/components/responses/too-many-requests/content")
            .at("/application~1problem+json/schema/$ref")
            .asText());
    JsonNode guarded = paths.path("/edge/v1/guarded/{id}").path("get");
    assertEquals(
        """
        [{"bearer":["leads:read"]},{"apiKey":["leads:read"]},\
        {"dpop":["leads:read"]},{"cookie":["leads:read"]}]\
        """,
        guarded.path("security").toString());
    assertFalse(guarded.path("responses").path("401").isMissingNode(), body);
    assertFalse(guarded.path("responses").path("403").isMissingNode(), body);
  }

  private static String text(URI address) throws IOException {
    try (InputStream in = address.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Wire.Answer ask(String path) {
    return Wire.to(management.getPort()).get(path, "Accept: application/json, text/plain");
  }
}
