package com.leadignite.auth.key;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class KeyResourceTest {

  /** The table was emptied: if there are no keys, to rotate makes those of a first start. */
  @BeforeEach
  void makeKeys() {
    rotate(platformAdmin()).then().statusCode(200);
  }

  static List<String> published() {
    return given()
        .get("/auth/v1/.well-known/jwks.json")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("public, max-age=600"))
        .extract()
        .jsonPath()
        .getList("keys.kid");
  }

  static String kid(Session session) {
    int end = session.accessToken().indexOf('.');
    byte[] header = Base64.getUrlDecoder().decode(session.accessToken().substring(0, end));
    return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
  }

  /** A platform administrator who showed two factors just now. */
  private static TestTokens platformAdmin() {
    return TestTokens.person()
        .role(Role.PLATFORM_ADMIN)
        .scopes("platform:admin")
        .assurance(AssuranceLevel.AAL2);
  }

  private static Response rotate(TestTokens token) {
    return post("rotate", token);
  }

  private static Response post(String command, TestTokens token) {
    return given().header("Authorization", token.bearer()).post("/auth/v1/admin/keys/" + command);
  }

  @Test
  void publishesTheActiveAndTheNextKeyWithoutTheirPrivateHalves() {
    String jwks = given().get("/auth/v1/.well-known/jwks.json").asString();

    assertEquals(2, published().size());
    assertFalse(jwks.contains("\"d\""));
    assertTrue(published().contains(kid(signUp(newEmail()))));
  }

  @Test
  void allowsOnlyPlatformAdministratorsToRotate() {
    Session admin = signUp(newEmail());

    as(admin).post("/auth/v1/admin/keys/rotate").then().statusCode(403);
  }

  @Test
  void isRotatedOverHttpByAPlatformAdministrator() {
    String email = newEmail();
    Session before = signUp(email);
    List<String> publishedBefore = published();
    Aged.signingKeys(Duration.ofMinutes(13));

    Response answer = rotate(platformAdmin());

    answer.then().statusCode(200);
    Session after = signIn(email);
    assertEquals(Set.of("active", "next"), answer.jsonPath().getMap("").keySet());
    assertEquals(answer.path("active"), kid(after));
    assertNotEquals(kid(before), kid(after));
    assertTrue(publishedBefore.contains(kid(after)), "it was published before it signed");
    assertTrue(published().containsAll(List.of(kid(before), kid(after), answer.path("next"))));
    as(before).get("/auth/v1/user").then().statusCode(200);
    as(after).get("/auth/v1/user").then().statusCode(200);
    assertEquals(1, Stored.events("auth.key.rotated"));
  }

  @Test
  void isNotRotatedTwiceInARow() {
    Aged.signingKeys(Duration.ofMinutes(13));
    rotate(platformAdmin()).then().statusCode(200);

    rotate(platformAdmin())
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/rotation-too-soon"))
        .body("detail", equalTo("The next key was published too recently"));
  }

  @Test
  void isNotRotatedForLessThanAFreshPlatformAdministratorWithTwoFactors() {
    Aged.signingKeys(Duration.ofMinutes(13));
    List<String> before = published();

    List<Integer> statuses =
        List.of(
                platformAdmin().role(Role.ADMIN),
                platformAdmin().scopes("organization:write"),
                platformAdmin().assurance(AssuranceLevel.AAL1),
                platformAdmin().authenticatedAt(Instant.now().minus(Duration.ofMinutes(6))),
                TestTokens.service("leads-service", "platform:admin"))
            .stream()
            .flatMap(token -> Stream.of(rotate(token), post("replace", token)))
            .map(Response::statusCode)
            .distinct()
            .toList();

    assertEquals(List.of(403), statuses);
    assertEquals(before, published());
  }

  @Test
  void keysThatLeakedAreReplacedOverHttp() {
    List<String> leaked = published();

    Response answer = post("replace", platformAdmin());

    answer.then().statusCode(200);
    assertEquals(Set.of(answer.path("active"), answer.path("next")), Set.copyOf(published()));
    assertTrue(Collections.disjoint(leaked, published()));
  }

  @Test
  void storesNoPrivateKeyInTheClear() {
    String stored = Stored.text("select string_agg(public_jwk::text, ' ') from auth.signing_keys");

    assertFalse(stored.contains("\"d\""));
    assertEquals(2, Stored.count("auth.signing_keys"));
  }
}
