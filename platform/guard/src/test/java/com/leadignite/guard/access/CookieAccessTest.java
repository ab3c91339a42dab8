package com.leadignite.guard.access;

import static com.leadignite.guard.testing.TestIssuer.person;
import static com.leadignite.guard.testing.TestIssuer.sign;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.leadignite.guard.apikey.TestingApiKeys;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens in cookies, and other sites that would use them. */
@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B26")
class CookieAccessTest {

  private static final String FRONT_END = "https://app.example";
  private static final String CSRF = "the CSRF token of this session";

  @Inject TestingApiKeys keys;

  private final Map<String, Object> claims = claims(CSRF);
  private final String cookie = "__Host-access=" + sign(claims);

  @Test
  void knowsTheCallerByACookie() {
    with(cookie)
        .header("Origin", FRONT_END)
        .header("Sec-Fetch-Site", "same-site")
        .get("/probe/read")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .header("Access-Control-Allow-Origin", FRONT_END)
        .header("Access-Control-Allow-Credentials", "true")
        .body("key", equalTo(claims.get("sub")));
    write(
            with("other=1;  " + cookie + ";x;")
                .header("Origin", FRONT_END)
                .header("x-csrf-token", CSRF))
        .statusCode(200)
        .body("key", equalTo(claims.get("sub")));
  }

  /** It is found next to others, and no other name will do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "__host-access",
        "__Host-access ",
        "access",
        "x__Host-access",
        // Names that a sub-domain may set: browsers see no prefix.
        "\t__Host-access",
        "\u00a0__Host-access",
        "\u0085__Host-access",
        "=__Host-access",
        "$Version=1; x=\"; y=\"__Host-access"
      })
  void readsNoCookieOfAnotherName(String name) {
    with("a=b; " + name + "=" + sign(claims)).get("/probe/read").then().statusCode(401);
  }

  @Test
  void refusesTheCookieTwice() {
    String other = "__Host-access=" + sign(claims("another"));

    for (String both :
        List.of(cookie + "; " + other, other + ";" + cookie, cookie + "; " + cookie)) {
      with(both)
          .get("/probe/read")
          .then()
          .statusCode(400)
          .body("type", equalTo("/problems/malformed-request"));
    }
  }

  @Test
  void refusesAChangeWithoutTheTokenOfItsSession() {
    refused(write(with(cookie).header("Origin", FRONT_END)));
    for (String token : List.of("", "another", CSRF + "x", CsrfToken.hash(CSRF))) {
      refused(write(with(cookie).header("Origin", FRONT_END).header("x-csrf-token", token)));
    }
  }

  /** Also if the browser says nothing of the page: those that are too old to do so send links. */
  @Test
  void refusesAReadThatChangesSomethingWithoutTheTokenOfItsSession() {
    String path = "/probe/changing-read";
    refused(with(cookie).get(path).then());
    refused(with(cookie).header("Sec-Fetch-Site", "none").get(path).then());
    with(cookie).head(path).then().statusCode(403);
    with(cookie).header("x-csrf-token", CSRF).get(path).then().statusCode(200);
    given().header("Authorization", "Bearer " + sign(claims)).get(path).then().statusCode(200);
  }

  /** Another tab may have switched the organization of the cookie that both have. */
  @Test
  @Tag("B41")
  void refusesWhatIsMeantForAnotherOrganization() {
    for (String expected : List.of(UUID.randomUUID().toString(), "", "nonsense")) {
      write(
              with(cookie)
                  .header("Origin", FRONT_END)
                  .header("x-csrf-token", CSRF)
                  .header("X-Organization", expected))
          .statusCode(403)
          .body("type", equalTo("/problems/other-organization"));
    }
    write(
            with(cookie)
                .header("Origin", FRONT_END)
                .header("x-csrf-token", CSRF)
                .header("X-Organization", claims.get("tenant_id")))
        .statusCode(200);
    given()
        .header("Authorization", "Bearer " + sign(claims))
        .header("X-Organization", UUID.randomUUID())
        .get("/probe/read")
        .then()
        .statusCode(403);
  }

  /** The token of another session, of the same person too, is none. */
  @Test
  void refusesTheTokenOfAnotherSession() {
    String other = "__Host-access=" + sign(claims("another"));

    refused(write(with(other).header("Origin", FRONT_END).header("x-csrf-token", CSRF)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://sub.app.example",
        "http://app.example",
        "https://app.example.evil.example",
        "https://app.example:8443",
        "null"
      })
  void refusesPagesOfOtherOrigins(String origin) {
    refused(write(with(cookie).header("Origin", origin).header("x-csrf-token", CSRF)));
    refused(with(cookie).header("Origin", origin).get("/probe/read").then());
  }

  @ParameterizedTest
  @CsvSource({
    // An image on a page of any sub-domain.
    "GET, , same-site",
    "GET, , cross-site",
    "GET, https://app.example, cross-site",
    "HEAD, , cross-site",
    "POST, https://app.example, cross-site",
    "POST, , same-site",
    // Nobody posts from the address bar.
    "POST, , none",
    "POST, https://app.example, nonsense"
  })
  void refusesWhatTheBrowserSaysComesFromAnotherSite(String method, String origin, String site) {
    RequestSpecification request =
        with(cookie).header("Sec-Fetch-Site", site).header("x-csrf-token", CSRF);
    if (origin != null) {
      request.header("Origin", origin);
    }

    ValidatableResponse answer =
        method.equals("POST") ? write(request) : request.request(method, "/probe/read").then();

    answer.statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void answersReadsOfThePersonAndOfPagesNextToUs(String site) {
    with(cookie).header("Sec-Fetch-Site", site).get("/probe/read").then().statusCode(200);
  }

  /** What a form can send: no field of its own, and three content types. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain"
      })
  void refusesForms(String type) {
    given()
        .header("Cookie", cookie)
        .header("Origin", FRONT_END)
        .header("Content-Type", type)
        .post("/probe/write")
        .then()
        .statusCode(415);
  }

  /** A change is a change whatever else a request says of its method. */
  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void readsNoOtherMethodThanTheRequests(String field) {
    refused(write(with(cookie).header("Origin", FRONT_END).header(field, "GET")));
    with(cookie).header(field, "POST").get("/probe/write").then().statusCode(405);
  }

  /** A page can send a credential of its own only if it knows it: then nothing is ambient. */
  @Test
  void readsNoCookieIfThereIsAnotherCredential() {
    Map<String, Object> other = person();

    write(with(cookie + "; " + cookie).header("Authorization", "Bearer " + sign(other)))
        .statusCode(200)
        .body("key", equalTo(other.get("sub")));
    with(cookie).header("Authorization", "Basic YTpi").get("/probe/read").then().statusCode(401);
    with(cookie).header("x-api-key", "nonsense").get("/probe/read").then().statusCode(401);
  }

  @Test
  void acceptsNoOtherCredentialInTheCookie() {
    String key = keys.make(Role.USER, Set.of("leads:read", "calls:read")).key();

    with("__Host-access=" + key).get("/probe/scoped").then().statusCode(401);
    with("__Host-access=" + sign(person())).get("/probe/read").then().statusCode(401);
    with("__Host-access=").get("/probe/read").then().statusCode(401);
  }

  private static Map<String, Object> claims(String csrfToken) {
    Map<String, Object> claims = person();
    claims.put("csrf_hash", CsrfToken.hash(csrfToken));
    return claims;
  }

  private static RequestSpecification with(String cookies) {
    return given().header("Cookie", cookies);
  }

  private static ValidatableResponse write(RequestSpecification request) {
    return request.contentType("application/json").body("{\"a\":1}").post("/probe/write").then();
  }

  private static void refused(ValidatableResponse answer) {
    answer.statusCode(403).body("type", equalTo("/problems/cross-site-request"));
  }
}
