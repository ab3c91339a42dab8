package com.leadignite.auth.oauth;

import static com.leadignite.auth.oauth.OAuthApi.app;
import static com.leadignite.auth.oauth.OAuthApi.change;
import static com.leadignite.auth.oauth.OAuthApi.credentials;
import static com.leadignite.auth.oauth.OAuthApi.factored;
import static com.leadignite.auth.oauth.OAuthApi.machine;
import static com.leadignite.auth.oauth.OAuthApi.refresh;
import static com.leadignite.auth.oauth.OAuthApi.register;
import static com.leadignite.auth.oauth.OAuthApi.rotate;
import static com.leadignite.auth.oauth.OAuthApi.subject;
import static com.leadignite.auth.oauth.OAuthApi.tokens;
import static com.leadignite.auth.oauth.OAuthApi.use;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.join;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.oauth.OAuthApi.Registered;
import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people gave to clients, when something happens to their account. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OAuthGrantsTest {

  /** Whoever was in the account may have consented to a client, and would come back through it. */
  @ParameterizedTest
  @ValueSource(strings = {"global", "others"})
  @Tag("B25")
  void signingOutEverywhereEndsWhatClientsMayDo(String scope) {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "organization:write");
    JsonPath given = tokens(factored(admin), client, "organization:write");
    String machine =
        credentials(machine(admin, "organization:write")).then().extract().path("access_token");
    assertEquals(201, use(given.getString("access_token")));

    as(admin).post("/auth/v1/logout?scope=" + scope).then().statusCode(204);

    assertEquals(401, use(given.getString("access_token")));
    refresh(client, given.getString("refresh_token"))
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_grant"));
    assertEquals(1, Stored.events("oauth.grant.revoked"));
    assertEquals(scope.equals("global") ? 401 : 201, use(machine));
  }

  @Test
  void signingOutOfOneSessionEndsNothingElse() {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read");
    String token = tokens(admin, client, "leads:read").getString("refresh_token");

    as(admin).post("/auth/v1/logout?scope=local").then().statusCode(204);

    refresh(client, token).then().statusCode(200);
  }

  /** As after a recovery. */
  @Test
  @Tag("B25")
  void aNewPasswordEndsWhatClientsMayDo() {
    Session admin = signUp(newEmail());
    Session other = join(admin, "agent");
    Registered client = app(admin, "leads:read");
    String token = tokens(admin, client, "leads:read").getString("refresh_token");
    String others = tokens(other, client, "leads:read").getString("refresh_token");

    as(admin)
        .body(Map.of("password", AuthApi.PASSWORD + " anew", "current_password", AuthApi.PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);

    refresh(client, token).then().statusCode(400).body("error", equalTo("invalid_grant"));
    refresh(client, others).then().statusCode(200);
    as(admin).get("/auth/v1/user/oauth/grants").then().body("size()", equalTo(0));
  }

  @Test
  @Tag("B25")
  void aPasswordGivenByAnAdministratorEndsWhatClientsMayDo() {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read");
    String token = tokens(admin, client, "leads:read").getString("refresh_token");

    AdminApi.change(admin.userId(), Map.of("password", AuthApi.PASSWORD + " anew"))
        .then()
        .statusCode(200);

    refresh(client, token).then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  @Test
  void aPersonIsToldByMailOfANewClient() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");

    tokens(admin, client, "leads:read");
    tokens(admin, client, "leads:read");
    assertEquals(1, Stored.count("auth.mails where kind = 'client_approved'"));

    tokens(admin, app(admin, "leads:read"), "leads:read");
    assertEquals(2, Stored.count("auth.mails where kind = 'client_approved'"));
  }

  /** A ban revokes what was issued until its time: what is issued meanwhile waits for it. */
  @Test
  @Tag("B41")
  void tokensWaitForABan() throws Exception {
    Session admin = signUp(newEmail());
    Session owner = join(admin, "admin");
    Registered machine = machine(owner, "leads:read");
    Registered client = app(admin, "leads:read");
    String token = tokens(owner, client, "leads:read").getString("refresh_token");
    CompletableFuture<Response> asking;
    CompletableFuture<Response> refreshing;

    try (HeldTransaction held = HeldTransaction.begin(ban(owner))) {
      asking = Parallel.begin(() -> credentials(machine));
      refreshing = Parallel.begin(() -> refresh(client, token));
      held.awaitWaiting(2);
      held.commit();
    }

    asking.join().then().statusCode(400).body("error", equalTo("unauthorized_client"));
    refreshing.join().then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  @Test
  @Tag("B33")
  void aScopeThatAClientLosesIsInNoneOfItsTokensAnyMore() {
    Session admin = factored(signUp(newEmail()));
    Registered client =
        register(
            admin,
            Map.of(
                "grant_types",
                List.of("authorization_code", "refresh_token", "client_credentials")),
            "leads:read",
            "organization:write");
    JsonPath given = tokens(admin, client, "leads:read organization:write");
    String own = credentials(client).then().statusCode(200).extract().path("access_token");
    assertEquals(201, use(given.getString("access_token")));
    assertEquals(201, use(own));

    change(admin, client, Map.of("scopes", List.of("leads:read")));

    assertEquals(401, use(given.getString("access_token")));
    assertEquals(401, use(own));
    JsonPath next =
        refresh(client, given.getString("refresh_token"))
            .then()
            .statusCode(200)
            .body("scope", equalTo("leads:read"))
            .extract()
            .jsonPath();
    assertEquals(403, use(next.getString("access_token")));
    credentials(client).then().statusCode(200).body("scope", equalTo("leads:read"));
  }

  /** The account that is held first is the one that owned the client when the request began. */
  @Test
  @Tag("B41")
  void tokensWaitForABanOfWhoOwnsTheClientMeanwhile() throws Exception {
    Session admin = signUp(newEmail());
    Session next = join(admin, "admin");
    Registered machine = machine(admin, "leads:read");
    CompletableFuture<Response> asking;

    try (HeldTransaction ban = HeldTransaction.begin(ban(next));
        HeldTransaction transfer =
            HeldTransaction.begin(
                "update auth.oauth_clients set owner_id = '%s'".formatted(next.userId()))) {
      asking = Parallel.begin(() -> credentials(machine));
      transfer.awaitWaiting(1);
      transfer.commit();
      ban.awaitWaiting(1);
      ban.commit();
    }

    asking.join().then().statusCode(400).body("error", equalTo("unauthorized_client"));
  }

  private static String ban(Session person) {
    return "update auth.users set banned_until = now() + interval '1 day' where id = '%s'"
        .formatted(person.userId());
  }

  /** The answer of a rotation was lost: repeating it must not end the secret that is in use. */
  @Test
  void aRotationCanBeRepeated() {
    Session admin = signUp(newEmail());
    Registered client = machine(admin, "leads:read");

    rotate(admin, client, 3600);
    Registered second = rotate(admin, client, 3600);
    assertTrue(credentials(client).statusCode() == 200, "the one that machines use");
    credentials(second).then().statusCode(200);

    Registered third = rotate(admin, client, 3600);
    credentials(client).then().statusCode(401);
    credentials(second).then().statusCode(200);
    credentials(third).then().statusCode(200);
    assertEquals(admin.userId(), subject(third));
  }

  @Test
  @Tag("B33")
  void aRepeatedRotationExtendsNothing() {
    Session admin = signUp(newEmail());
    Registered client = machine(admin, "leads:read");
    rotate(admin, client, 0);

    rotate(admin, client, 3600);

    credentials(client).then().statusCode(401);
  }
}
