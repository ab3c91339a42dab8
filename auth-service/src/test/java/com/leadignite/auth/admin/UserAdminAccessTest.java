package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AdminApi.as;
import static com.leadignite.auth.testing.AdminApi.backOffice;
import static com.leadignite.auth.testing.AdminApi.change;
import static com.leadignite.auth.testing.AdminApi.delete;
import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may administer accounts. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class UserAdminAccessTest {

  private static final String USERS = "/auth/v1/admin/users";

  private Session person;

  @BeforeEach
  void somebody() {
    person = signUp(newEmail());
  }

  @Test
  @Tag("B7")
  void isForPlatformAdministratorsWithTwoFactorsAndAFreshSignIn() {
    Instant hourAgo = Instant.now().minusSeconds(3700);
    Instant minutesAgo = Instant.now().minusSeconds(400);

    refuses(TestTokens.admin().scopes("users:admin platform:admin"));
    refuses(platformAdmin().scopes("platform:admin"));
    refuses(platformAdmin().assurance(AssuranceLevel.AAL1));
    refuses(platformAdmin().authenticatedAt(hourAgo));
    refusesToChange(platformAdmin().authenticatedAt(minutesAgo));
    as(platformAdmin().authenticatedAt(minutesAgo)).get(USERS).then().statusCode(200);
    given().get(USERS).then().statusCode(401);
    given().delete(USERS + "/" + person.userId()).then().statusCode(401);
    assertEquals(1, Stored.count("auth.users"));
  }

  @Test
  @Tag("B7")
  void isForServicesWithItsOwnScope() {
    refuses(TestTokens.service("leads-service", "audit:write", "members:read"));
    refuses(TestTokens.service("leads-service"));

    as(backOffice()).get(USERS).then().statusCode(200);
    as(backOffice())
        .body(Map.of("app_metadata", Map.of("plan", "pro")))
        .put(USERS + "/" + person.userId())
        .then()
        .statusCode(200);
    assertEquals(
        1,
        Stored.count(
            "auth.outbox o where o::text like '%auth.user.updated%back-office%'"
                + " or o::text like '%back-office%auth.user.updated%'"));
  }

  @Test
  @Tag("B35")
  void keepsServicesFromPlatformAdministrators() {
    PlatformServers.sql("update auth.memberships set role = 'platform_admin'");

    for (Map<String, Object> takeover :
        List.of(
            Map.<String, Object>of("password", "harbour violet 61 engine"),
            Map.<String, Object>of("email", newEmail(), "email_confirm", true),
            Map.<String, Object>of("ban_duration", "24h"))) {
      as(backOffice())
          .body(takeover)
          .put(USERS + "/" + person.userId())
          .then()
          .statusCode(403)
          .body("code", equalTo("not_admin"));
    }
    as(backOffice()).delete(USERS + "/" + person.userId()).then().statusCode(403);
    as(person()).get("/auth/v1/user").then().statusCode(200);
    change(person.userId(), Map.of("user_metadata", Map.of("a", 1))).then().statusCode(200);
  }

  @Test
  void letsNobodyBanOrDeleteThemselves() {
    TestTokens self = platformAdmin().user(UUID.fromString(person.userId()));
    PlatformServers.sql("update auth.memberships set role = 'platform_admin'");

    as(self)
        .body(Map.of("ban_duration", "24h"))
        .put(USERS + "/" + person.userId())
        .then()
        .statusCode(403)
        .body("message", containsString("your own account"));
    as(self).delete(USERS + "/" + person.userId()).then().statusCode(403);
    delete(person.userId(), true).then().statusCode(200);
  }

  @Test
  @Tag("B45")
  void namesWhoeverChangedAnAccount() {
    UUID admin = UUID.randomUUID();
    as(platformAdmin().user(admin))
        .body(Map.of("ban_duration", "1h"))
        .put(USERS + "/" + person.userId())
        .then()
        .statusCode(200);

    String event =
        Stored.text("select event from auth.outbox where event like '%auth.user.banned%'");
    JsonPath json = new JsonPath(event);
    assertEquals(admin.toString(), json.getString("actor.id"));
    assertEquals(person.userId(), json.getString("targets[0].id"));
    assertEquals(person.claim("tenant_id"), json.getString("tenant_id"));
  }

  @Test
  @Tag("B45")
  void tellsWhoReadAccounts() {
    as(backOffice()).get(USERS).then().statusCode(200);
    as(platformAdmin()).get(USERS + "/" + person.userId()).then().statusCode(200);

    assertEquals(1, Stored.events("auth.users.listed"));
    assertEquals(1, Stored.events("auth.user.viewed"));
  }

  private TestTokens person() {
    return TestTokens.person()
        .user(UUID.fromString(person.userId()))
        .tenant(UUID.fromString(person.claim("tenant_id").toString()))
        .role(Role.USER);
  }

  private void refuses(TestTokens token) {
    as(token).get(USERS).then().statusCode(403);
    as(token).get(USERS + "/" + person.userId()).then().statusCode(403);
    refusesToChange(token);
  }

  private void refusesToChange(TestTokens token) {
    as(token).body(Map.of("email", newEmail())).post(USERS).then().statusCode(403);
    as(token)
        .body(Map.of("ban_duration", "24h"))
        .put(USERS + "/" + person.userId())
        .then()
        .statusCode(403);
    as(token).delete(USERS + "/" + person.userId()).then().statusCode(403);
  }
}
