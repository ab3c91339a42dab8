package com.leadignite.auth.federation;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What services learn of the person whom a token of another issuer names. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class IdentityResolutionResourceTest {

  private static final String ROUTE = "/auth/v1/identities/resolve";
  private static final String ISSUER = "https://acme.example.com";

  @Test
  @Tag("B29")
  void answersTheAccountInItsOrganizationAndRole() {
    Session admin = signUp(newEmail());
    Session agent = Members.join(admin, "agent");
    link(agent, "acme", "s-1");

    JsonPath found = resolve("acme", "s-1");

    assertTrue(found.getBoolean("active"));
    assertEquals(agent.userId(), found.getString("user_id"));
    assertEquals(agent.claim("tenant_id"), found.getString("tenant_id"));
    assertEquals("agent", found.getString("role"));
    assertEquals(
        List.of(((String) agent.claim("scope")).split(" ")).stream().sorted().toList(),
        found.getList("scopes"));
    assertFalse(found.getBoolean("second_factor_required"));
  }

  @Test
  @Tag("B28")
  void knowsIdentitiesByProviderAndSubjectAlone() {
    String email = newEmail();
    Session person = signUp(email);
    link(person, "acme", "s-1");

    assertFalse(resolve("other", "s-1").getBoolean("active"));
    assertFalse(resolve("acme", "s-2").getBoolean("active"));
    assertFalse(resolve("acme", email).getBoolean("active"));
  }

  /**
   * Ourselves: an address is known by no issuer, which services of the version before name none of.
   */
  @Test
  @Tag("B28")
  void answersNobodyByAnAddressOfOurOwn() {
    Session person = signUp(newEmail());

    asked(Map.of("provider", "email", "subject", person.userId()))
        .then()
        .statusCode(200)
        .body("active", equalTo(false));
  }

  /** People of another issuer may have the same subjects. */
  @Test
  @Tag("B29")
  void knowsNobodyOfAnIssuerThatTheProviderHadBefore() {
    link(signUp(newEmail()), "acme", "s-1");

    assertFalse(resolve("acme", "https://other.example.com", "s-1").getBoolean("active"));
    assertTrue(resolve("acme", "s-1").getBoolean("active"));
  }

  /** While the others are upgraded. */
  @Test
  void answersServicesOfTheVersionBeforeThatNameNoIssuer() {
    link(signUp(newEmail()), "acme", "s-1");

    asked(Map.of("provider", "acme", "subject", "s-1"))
        .then()
        .statusCode(200)
        .body("active", equalTo(true));
  }

  @Test
  @Tag("B41")
  void answersASuspendedPersonAsNobody() {
    Session person = signUp(newEmail());
    link(person, "acme", "s-1");

    AdminApi.change(person.userId(), Map.of("ban_duration", "24h")).then().statusCode(200);

    JsonPath found = resolve("acme", "s-1");
    assertEquals(Map.of("active", false), found.getMap(""));
  }

  @Test
  @Tag("B41")
  void answersMembersOfASuspendedOrganizationAsNobody() {
    Session person = signUp(newEmail());
    link(person, "acme", "s-1");

    AdminApi.suspend(person.claim("tenant_id")).then().statusCode(200);

    assertEquals(Map.of("active", false), resolve("acme", "s-1").getMap(""));
  }

  @Test
  @Tag("B41")
  void answersTheRoleOfNow() {
    Session admin = signUp(newEmail());
    Session member = Members.join(admin, "manager");
    link(member, "acme", "s-1");
    assertEquals("manager", resolve("acme", "s-1").getString("role"));

    Members.changeRole(admin, member, "user").then().statusCode(200);

    assertEquals("user", resolve("acme", "s-1").getString("role"));
  }

  @Test
  @Tag("B21")
  void saysWhetherTheAccountHasASecondFactor() {
    Session person = App.enrolled(signUp(newEmail())).session();
    link(person, "acme", "s-1");

    assertTrue(resolve("acme", "s-1").getBoolean("second_factor_required"));
  }

  @Test
  @Tag("B33")
  void answersServicesOnlyAndOnlyWithTheScope() {
    Map<String, String> body = Map.of("provider", "acme", "subject", "s-1");

    as(signUp(newEmail())).body(body).post(ROUTE).then().statusCode(403);
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", TestTokens.service("a-service", "members:read").bearer())
        .body(body)
        .post(ROUTE)
        .then()
        .statusCode(403);
  }

  @Test
  void refusesQuestionsThatMakeNoSense() {
    for (Map<String, String> body :
        List.of(
            Map.of("provider", "acme"),
            Map.of("provider", "ACME!", "subject", "s-1"),
            Map.of("provider", "acme", "subject", ""),
            Map.of("provider", "acme", "subject", "x".repeat(256)))) {
      asked(body).then().statusCode(400);
    }
  }

  /** Social sign-in links identities; what counts here is that there is one. */
  private static void link(Session person, String provider, String subject) {
    PlatformServers.sql(
        "insert into auth.identities (id, user_id, provider, issuer, subject, identity_data, created_at)"
            + " values ('"
            + UUID.randomUUID()
            + "', '"
            + person.userId()
            + "', '"
            + provider
            + "', '"
            + ISSUER
            + "', '"
            + subject
            + "', '{}', now())");
  }

  private static JsonPath resolve(String provider, String subject) {
    return resolve(provider, ISSUER, subject);
  }

  private static JsonPath resolve(String provider, String issuer, String subject) {
    return asked(Map.of("provider", provider, "issuer", issuer, "subject", subject))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Response asked(Map<String, String> body) {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", TestTokens.service("leads-service", "identities:resolve").bearer())
        .body(body)
        .post(ROUTE);
  }
}
