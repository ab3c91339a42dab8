package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B7")
class OptionsTest {

  private static final String ID = "01890000-0000-7000-8000-000000000001";

  @TestHTTPResource URI base;

  @ParameterizedTest
  @CsvSource({
    "/edge/v1/things,'OPTIONS, POST'",
    "/edge/v1/things/" + ID + ",'GET, HEAD, OPTIONS'",
    "/edge/v1/guarded/" + ID + ",'GET, HEAD, OPTIONS'"
  })
  void answersTheMethodsOfThePath(String path, String methods) {
    Wire.Answer answer = wire().send("OPTIONS", path, "");

    assertEquals(204, answer.status());
    assertEquals(methods, answer.header("allow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/edge/v1/nothing", "/edge/v1", "/edge/v1/things/a/b", "/nothing"})
  void answersNotFoundForUnknownPaths(String path) {
    Wire.Answer answer = wire().send("OPTIONS", path, "");

    assertEquals(404, answer.status());
    assertEquals("application/problem+json", answer.header("content-type"));
    assertEquals("", answer.header("allow"));
  }

  @Test
  void aHeadRequestIsAnsweredAsItsGetWithoutTheBody() {
    Wire.Answer answer = wire().send("HEAD", "/edge/v1/things/" + ID, "");

    assertEquals(200, answer.status());
    assertEquals("", answer.body());
    assertEquals(401, wire().send("HEAD", "/edge/v1/guarded/" + ID, "").status());
  }

  private Wire wire() {
    return Wire.to(base.getPort());
  }
}
