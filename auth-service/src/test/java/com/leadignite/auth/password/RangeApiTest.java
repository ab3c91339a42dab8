package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.RangeServer.OTHERS;
import static com.leadignite.auth.testing.RangeServer.lines;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.RangeServer;
import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import com.leadignite.auth.testing.TwilioServer;
import com.leadignite.auth.testing.WithProviders;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The range protocol as it is documented: {@code GET /range/{first five digits}}, with {@code
 * Add-Padding}, answered by lines of a suffix and a count that end in CR LF.
 */
@QuarkusTest
@TestProfile(WithProviders.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@WithTestResource(TwilioServer.class)
@WithTestResource(RangeServer.class)
@ExtendWith(CleanDatabase.class)
class RangeApiTest {

  private static final String PASSWORD = "quartz lantern 94 meadow";

  /** Of its SHA-1, by another implementation. */
  private static final String PREFIX = "4A731";

  private static final String SUFFIX = "3412D3A50AB231105F8FF2FDB2F405ABC90";
  @Inject MeterRegistry registry;
  RangeServer server;

  private Response signUp(String password) {
    return json(Map.of("email", newEmail(), "password", password)).post("/auth/v1/signup");
  }

  @Test
  void isToldFiveDigitsAndNothingElse() {
    server.answer(call -> lines(OTHERS));

    signUp(PASSWORD).then().statusCode(200);

    assertEquals(1, server.received().size());
    Received call = server.received().getFirst();
    assertEquals("GET", call.method());
    assertEquals("/range/" + PREFIX, call.path());
    assertEquals("true", call.headers().get("add-padding"));
    assertEquals("lead-ignite", call.headers().get("user-agent"));
    assertEquals("", call.body());
  }

  @Test
  void isNamedInNoMetricByWhatItWasAsked() {
    server.answer(call -> lines(OTHERS));
    double clear = lookups("clear");

    signUp(PASSWORD).then().statusCode(200);

    assertEquals(clear + 1, lookups("clear"));
    assertEquals(
        List.of(),
        registry.getMeters().stream()
            .map(meter -> meter.getId().toString())
            .filter(id -> id.contains(PREFIX))
            .toList());
  }

  private double lookups(String outcome) {
    return registry.counter("leadignite.password.breach.lookups", "outcome", outcome).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {SUFFIX + ":42\r\n", SUFFIX + ":1"})
  void refusesWhatItKnows(String line) {
    server.answer(call -> lines(OTHERS + line));

    signUp(PASSWORD)
        .then()
        .statusCode(422)
        .body("code", equalTo("weak_password"))
        .body("weak_password.reasons", equalTo(List.of("pwned")));
  }

  @Test
  void takesPaddingForNoPassword() {
    server.answer(call -> lines(OTHERS + SUFFIX + ":0\r\n"));

    signUp(PASSWORD).then().statusCode(200);
  }

  @Test
  void readsTheLargestRange() {
    server.answer(
        call -> lines("003D68EB55068C33ACE09247EE4C639306B:3\r\n".repeat(8_000) + SUFFIX + ":1"));

    signUp(PASSWORD).then().statusCode(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "not a line", "003D68EB55068C33ACE09247EE4C639306B:-1"})
  void takesThePasswordIfItAnswersSomethingElse(String answer) {
    server.answer(call -> lines(SUFFIX + ":1\r\n" + answer));

    signUp(PASSWORD).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 429, 500, 503})
  void takesThePasswordIfItFails(int status) {
    server.answer(call -> new Answered(status, Map.of("location", "/elsewhere"), SUFFIX + ":1"));

    signUp(PASSWORD).then().statusCode(200);

    assertEquals(1, server.received().size());
  }

  @Test
  void isNotAskedForWhatIsRefusedAnyway() {
    server.answer(call -> lines(OTHERS));

    signUp("yqxV5KRsI6Ft").then().statusCode(422);
    signUp("short").then().statusCode(422);

    assertEquals(List.of(), server.received());
  }
}
