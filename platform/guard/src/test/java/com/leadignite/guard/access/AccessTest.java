package com.leadignite.guard.access;

import static com.leadignite.guard.testing.TestIssuer.amr;
import static com.leadignite.guard.testing.TestIssuer.person;
import static com.leadignite.guard.testing.TestIssuer.service;
import static com.leadignite.guard.testing.TestIssuer.sign;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class AccessTest {

  @Inject HeardDenials denials;

  @Test
  void letsAnybodyCallWhatIsPublicAndReadsNoCredentialThere() {
    given()
        .header("Authorization", "Bearer nonsense")
        .get("/probe/public")
        .then()
        .statusCode(200)
        .header("RateLimit-Policy", "\"public-read\";q=600;w=60")
        .header("RateLimit", matchesPattern("\"public-read\";r=\\d+;t=60"))
        .body("known", equalTo(false));
  }

  @Test
  void asksForACredential() {
    given()
        .get("/probe/read")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .body("type", equalTo("/problems/unauthenticated"));
  }

  @Test
  void providesTheCallerToTheEndpoint() {
    Map<String, Object> claims = person();

    call("/probe/read", claims)
        .statusCode(200)
        .header("RateLimit-Policy", "\"read\";q=1200;w=60")
        .header("RateLimit", "\"read\";r=1199;t=60")
        .body("key", equalTo(claims.get("sub")));
  }

  @Test
  void providesTheCallerToABlockingEndpoint() {
    Map<String, Object> claims = person();

    call("/probe/blocking", claims).statusCode(200).body("key", equalTo(claims.get("sub")));
  }

  @Test
  void handsTheBodyOnThatArrivedMeanwhile() {
    Map<String, Object> claims = person();
    String text = "x".repeat(50_000);

    given()
        .header("Authorization", "Bearer " + sign(claims))
        .contentType("application/json")
        .body(Map.of("text", text))
        .post("/probe/write")
        .then()
        .statusCode(200)
        .body("key", equalTo(claims.get("sub")))
        .body("body.text", equalTo(text));
  }

  @Test
  void takesTheSchemeInAnyCaseAndPassesOverOtherFields() {
    given()
        .header("Authorization", "bEARER " + sign(person()))
        .header("apikey", "anything")
        .get("/probe/read")
        .then()
        .statusCode(200);
  }

  @Test
  void refusesTwoCredentials() {
    given()
        .header("Authorization", "Bearer " + sign(person()), "Bearer " + sign(person()))
        .get("/probe/read")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/malformed-request"));
  }

  @Test
  void refusesAnotherScheme() {
    given().header("Authorization", "Basic YTpi").get("/probe/read").then().statusCode(401);
  }

  @Test
  void refusesARoleThatIsNotDeclared() {
    call("/probe/managers", with("role", "agent"))
        .statusCode(403)
        .body("type", equalTo("/problems/forbidden"));
    call("/probe/managers", with("role", "manager")).statusCode(200);
  }

  @Test
  void asksForAllScopes() {
    call("/probe/scoped", with("scope", "leads:read"))
        .statusCode(403)
        .header("WWW-Authenticate", matchesPattern("Bearer error=\"insufficient_scope\", scope=.*"))
        .body("type", equalTo("/problems/insufficient-scope"));
    call("/probe/scoped", with("scope", "leads:read calls:read")).statusCode(200);
  }

  @Test
  @Tag("B21")
  void refusesPersonsWhoDidNotUseTheirSecondFactor() {
    Map<String, Object> pending = with("second_factor_pending", true);

    call("/probe/read", pending)
        .statusCode(403)
        .body("type", equalTo("/problems/second-factor-needed"));
    call("/probe/first-factor", pending).statusCode(200);
  }

  @Test
  void requiresTwoFactorsIfDeclared() {
    call("/probe/two-factors", person()).statusCode(403);
    call("/probe/two-factors", with("aal", "aal2")).statusCode(200);
  }

  @Test
  void requiresAFreshSignInIfDeclared() {
    call("/probe/fresh", with("amr", amr(Instant.now().minusSeconds(310))))
        .statusCode(403)
        .body("type", equalTo("/problems/fresh-sign-in-needed"));
    call("/probe/fresh", with("amr", amr(Instant.now().minusSeconds(290)))).statusCode(200);
  }

  @Test
  void takesATokenWithoutAmrForStale() {
    Map<String, Object> claims = person();
    claims.remove("amr");

    call("/probe/fresh", claims).statusCode(403);
  }

  @Test
  void holdsAdminsToTwoFactorsAndAFreshSignIn() {
    Map<String, Object> admin = with("role", "admin");
    call("/probe/admin", admin)
        .statusCode(403)
        .body("type", equalTo("/problems/second-factor-needed"));

    admin.put("aal", "aal2");
    call("/probe/admin", admin).statusCode(200);

    admin.put("amr", amr(Instant.now().minusSeconds(3700)));
    call("/probe/admin", admin)
        .statusCode(403)
        .body("type", equalTo("/problems/fresh-sign-in-needed"));
  }

  @Test
  void keepsPeopleAndServicesApart() {
    call("/probe/service", person()).statusCode(403);
    call("/probe/read", service("leads-service", "audit:write")).statusCode(403);
    call("/probe/service", service("leads-service", "audit:write"))
        .statusCode(200)
        .body("key", equalTo("leads-service"));
    call("/probe/service", service("leads-service", "audit:read")).statusCode(403);
  }

  @Test
  void limitsEachCaller() {
    Map<String, Object> claims = person();
    for (int i = 29; i >= 0; i--) {
      call("/probe/limited", claims)
          .statusCode(200)
          .header("RateLimit", "\"sign-up\";r=" + i + ";t=3600");
    }

    call("/probe/limited", claims)
        .statusCode(429)
        .header("Retry-After", matchesPattern("\\d+"))
        .header("RateLimit", matchesPattern("\"sign-up\";r=0;t=\\d+"))
        .header("RateLimit-Policy", "\"sign-up\";q=30;w=3600")
        .body("type", equalTo("/problems/too-many-requests"));
    call("/probe/limited", person()).statusCode(200);
  }

  @Test
  void notifiesListenersOfARefusal() {
    Map<String, Object> claims = with("role", "agent");
    call("/probe/managers", claims).statusCode(403);

    Denial denial = denials.last();

    assertEquals(CommonProblem.FORBIDDEN, denial.problem());
    assertEquals("ProbeResource.managers", denial.endpoint());
    assertEquals("/probe/managers", denial.path());
    assertEquals("GET", denial.method());
    assertEquals("127.0.0.1", denial.request().address().text());
    assertEquals(claims.get("sub"), denial.caller().key());
  }

  @Test
  @Tag("B6")
  void answersHeadAndOptionsOfAProtectedRouteToNobody() {
    given().head("/probe/read").then().statusCode(401);
    given().options("/probe/read").then().header("RateLimit", nullValue());
  }

  @Test
  @Tag("B8")
  void neverMixesUpParallelCallers() throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map<String, Object> claims = person();
      String token = sign(claims);
      for (int j = 0; j < 50; j++) {
        String path = j % 2 == 0 ? "/probe/read" : "/probe/blocking";
        calls.add(() ->
            claims
                .get("sub")
                .equals(
                    given()
                        .header("Authorization", "Bearer " + token)
                        .get(path)
                        .jsonPath()
                        .getString("key")));
      }
    }
    Set<Boolean> right = new HashSet<>();

    try (var pool = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> call : pool.invokeAll(calls)) {
        right.add(call.get());
      }
    }

    assertEquals(Set.of(true), right);
  }

  private static Map<String, Object> with(String claim, Object value) {
    Map<String, Object> claims = person();
    claims.put(claim, value);
    return claims;
  }

  private static ValidatableResponse call(String path, Map<String, Object> claims) {
    return given().header("Authorization", "Bearer " + sign(claims)).get(path).then();
  }
}
