package com.leadignite.guard.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B6")
class AmbiguousPathTest {

  private static final String ID = "01890000-0000-7000-8000-000000000001";

  @TestHTTPResource URI base;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/edge/v1/things;a=b/" + ID,
        "/edge/v1/things/" + ID + ";",
        "/edge/v1/things/" + ID + ";jsessionid=1",
        "/edge/v1//things/" + ID,
        "//edge/v1/things/" + ID,
        "/edge/v1/./things/" + ID,
        "/edge/v1/x/../things/" + ID,
        "/edge/v1/x/..;/things/" + ID,
        "/edge/v1/things/" + ID + "/.",
        "/edge/v1/things/" + ID + "/..",
        "/edge/v1/things/" + ID + "//",
        "/edge\\v1\\things\\" + ID,
        "/edge/v1%2fthings/" + ID,
        "/edge/v1%2Fthings/" + ID,
        "/edge/v1/%2e/things/" + ID,
        "/edge/v1/x/%2E%2e/things/" + ID,
        "/edge/v1/things/" + ID + "%3ba=b",
        "/edge/v1/things/" + ID + "%3B",
        "/edge/v1%5cthings/" + ID,
        "/edge/v1/things/" + ID + "%00",
        "/edge/v1/things/" + ID + "%0d%0aX:y",
        "/edge/v1/things/" + ID + "%0d%0a",
        "/edge/v1/things/" + ID + "%09",
        "/edge/v1/%252e%252e/things/" + ID,
        "/edge/v1/%c0%af/things/" + ID,
        "/edge/v1/th\u00efngs/" + ID,
        "/edge/v1/things/" + ID + "%",
        "/edge/v1/things/" + ID + "%2",
        "/edge/v1/things/" + ID + "%zz",
        "/edge/v1/things/" + ID + "#x",
        "/edge/v1/things/" + ID + "?a=%00",
        "/edge/v1/things/" + ID + "?a=%",
        "/edge/v1/things/" + ID + "?a=%zz",
        "/edge/v1/things/" + ID + "|x",
        "/edge/v1/things/[" + ID + "]",
        "http://evil.example/edge/v1/things/" + ID,
        "*",
        "edge/v1/things/" + ID
      })
  void refusesAPathThatCouldBeReadInTwoWays(String target) {
    Wire.Answer answer = wire().get(target);

    assertEquals(400, answer.status(), target);
    assertTrue(answer.body().contains("/problems/ambiguous-path"), answer.body());
    assertFalse(answer.body().contains(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/edge/v1/guarded/ID",
        "/edge/v1/guarded/ID/",
        "/edge/v1/guarded/ID?x=;",
        "/edge/v1/guarded;a=b/ID",
        "/edge/v1;a=b/guarded/ID",
        "/edge/v1/guarded/ID;a=b",
        "//edge/v1/guarded/ID",
        "/edge/v1/things/../guarded/ID",
        "/edge/v1/things/..;/guarded/ID",
        "/edge/v1/./guarded/ID",
        "/edge/v1/guarded%2fID",
        "/edge/v1/guarded/ID%3b",
        "/edge/v1/%67uarded/ID",
        "/EDGE/v1/GUARDED/ID",
        "http://localhost/edge/v1/guarded/ID"
      })
  void noSpellingOpensAGuardedEndpointToAStranger(String target) {
    int status = wire().get(target.replace("ID", ID)).status();

    assertTrue(status == 400 || status == 401 || status == 404, target + " was " + status);
  }

  @Test
  void saysWhyItRefusesAndCarriesTheHeadersOfEveryAnswer() {
    Wire.Answer answer = wire().get("/edge/v1/things;a=b/" + ID);

    assertEquals("application/problem+json", answer.header("content-type"));
    assertTrue(answer.body().contains("\"type\":\"/problems/ambiguous-path\""), answer.body());
    assertTrue(answer.body().contains(answer.header("x-request-id")));
    assertEquals("nosniff", answer.header("x-content-type-options"));
  }

  @Test
  void refusesAnOverlongTargetAsSuch() {
    Wire.Answer answer =
        wire().get("/edge/v1/things?a=" + "b".repeat(3500), "Origin: https://app.example");

    assertEquals(414, answer.status());
    assertEquals("https://app.example", answer.header("access-control-allow-origin"));
  }

  @Test
  void refusesALineThatIsTooLongForTheServerItself() {
    assertEquals(414, wire().get("/edge/v1/things?a=" + "b".repeat(9000)).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/edge/v1/things/" + ID,
        "/edge/v1/things/" + ID + "?a=b%2fc&d=..//;%C3%A9",
        "/edge/v1/things/%301890000-0000-7000-8000-000000000001"
      })
  void letsAPlainPathThrough(String target) {
    assertEquals(200, wire().get(target).status());
  }

  @Test
  void takesNoOtherSpellingOfAPathForTheSame() {
    assertEquals(404, wire().get("/EDGE/V1/things/" + ID).status());
  }

  private Wire wire() {
    return Wire.to(base.getPort());
  }
}
