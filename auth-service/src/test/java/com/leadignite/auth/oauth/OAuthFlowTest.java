package com.leadignite.auth.oauth;

import static com.leadignite.auth.oauth.OAuthApi.CALLBACK;
import static com.leadignite.auth.oauth.OAuthApi.app;
import static com.leadignite.auth.oauth.OAuthApi.ask;
import static com.leadignite.auth.oauth.OAuthApi.authorize;
import static com.leadignite.auth.oauth.OAuthApi.by;
import static com.leadignite.auth.oauth.OAuthApi.change;
import static com.leadignite.auth.oauth.OAuthApi.claim;
import static com.leadignite.auth.oauth.OAuthApi.code;
import static com.leadignite.auth.oauth.OAuthApi.credentials;
import static com.leadignite.auth.oauth.OAuthApi.exchange;
import static com.leadignite.auth.oauth.OAuthApi.factored;
import static com.leadignite.auth.oauth.OAuthApi.machine;
import static com.leadignite.auth.oauth.OAuthApi.query;
import static com.leadignite.auth.oauth.OAuthApi.redeem;
import static com.leadignite.auth.oauth.OAuthApi.refresh;
import static com.leadignite.auth.oauth.OAuthApi.register;
import static com.leadignite.auth.oauth.OAuthApi.request;
import static com.leadignite.auth.oauth.OAuthApi.show;
import static com.leadignite.auth.oauth.OAuthApi.tokens;
import static com.leadignite.auth.oauth.OAuthApi.tryDecide;
import static com.leadignite.auth.oauth.OAuthApi.use;
import static com.leadignite.auth.oauth.OAuthApi.with;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.changeRole;
import static com.leadignite.auth.testing.Members.join;
import static com.leadignite.auth.testing.Members.remove;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.leadignite.auth.oauth.OAuthApi.Registered;
import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OAuthFlowTest {

  /** What a client asks for itself it may do as the admin may who registered it. */
  @Test
  void aMachineActsAsItsOwner() {
    Session admin = signUp(newEmail());
    Registered client = machine(admin, "organization:write", "leads:read");

    String token =
        credentials(client)
            .then()
            .statusCode(200)
            .header("Cache-Control", equalTo("no-store"))
            .body("token_type", equalTo("Bearer"))
            .body("refresh_token", nullValue())
            .body("scope", equalTo("leads:read organization:write"))
            .extract()
            .path("access_token");

    assertEquals(client.id(), claim(token, "client_id"));
    assertEquals(admin.userId(), claim(token, "sub"));
    assertNull(claim(token, "email"));
    assertEquals(201, use(token));
    assertEquals(1, Stored.events("oauth.token.issued"));
  }

  @Test
  void aPersonLetsAClientActForThem() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read", "leads:write");
    Session agent = join(admin, "agent");
    String id = ask(client, "leads:read");

    show(agent, id)
        .then()
        .statusCode(200)
        .body("authorization_id", equalTo(id))
        .body("client.name", equalTo("Partner"))
        .body("client.uri", equalTo("https://partner.example"))
        .body("user.id", equalTo(agent.userId()))
        .body("scope", equalTo("leads:read"))
        .body("scopes[0].description", equalTo("See leads"));
    JsonPath tokens = tokens(agent, client, "leads:read");

    assertEquals("leads:read", tokens.getString("scope"));
    assertEquals("agent", claim(tokens.getString("access_token"), "role"));
    as(agent)
        .get("/auth/v1/user/oauth/grants")
        .then()
        .statusCode(200)
        .body("size()", equalTo(1))
        .body("[0].client.id", equalTo(client.id()));
    for (String event : List.of("oauth.client.registered", "oauth.consent.approved")) {
      assertEquals(1, Stored.events(event), event);
    }
  }

  @Test
  void aPersonRefuses() {
    Session admin = signUp(newEmail());
    String id = ask(register(admin, Map.of(), "leads:read"), "leads:read");
    show(admin, id).then().statusCode(200);

    Map<String, String> answer =
        query(
            tryDecide(admin, id, "deny")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("redirect_url"));

    assertEquals("access_denied", answer.get("error"));
    assertEquals("xyz", answer.get("state"));
    assertEquals("https://app.example.com/auth/v1", answer.get("iss"));
    tryDecide(admin, id, "approve").then().statusCode(404);
    assertEquals(1, Stored.events("oauth.consent.denied"));
  }

  /** A grant outlives the session that it was given in. */
  @Test
  @Tag("B25")
  void aStolenTokenGivesNobodyAccess() {
    String email = newEmail();
    Session person = signUp(email);
    Registered client = register(person, Map.of(), "leads:read");
    Aged.sessions(Duration.ofMinutes(6));
    Session stale = AuthApi.refresh(person);
    String id = ask(client, "leads:read");
    show(stale, id).then().statusCode(200);

    tryDecide(stale, id, "approve").then().statusCode(403);

    tryDecide(AuthApi.signIn(email), id, "approve").then().statusCode(200);
  }

  /** Of any number of exchanges at once one succeeds, and what it got ends. */
  @Test
  @Tag("B30")
  void aCodeIsWorthTokensOnce() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "organization:write");
    String code = code(factored(admin), client, "organization:write");

    List<JsonPath> given =
        Parallel.run(8, () -> redeem(client, code)).stream()
            .filter(answer -> answer.statusCode() == 200)
            .map(answer -> answer.jsonPath())
            .toList();

    assertEquals(1, given.size());
    assertEquals(401, use(given.getFirst().getString("access_token")));
    refresh(client, given.getFirst().getString("refresh_token")).then().statusCode(400);
  }

  @Test
  @Tag("B30")
  void aWrongVerifierUsesTheCodeUp() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    String code = code(admin, client, "leads:read");

    by(client, with(exchange(code), "code_verifier", "x".repeat(50)))
        .post("/auth/v1/oauth/token")
        .then()
        .statusCode(400)
        .contentType(startsWith("application/json"))
        .body("error", equalTo("invalid_grant"));

    redeem(client, code).then().statusCode(400);
  }

  @Test
  @Tag("B30")
  void aCodeIsOfItsClientAndItsTargetAlone() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    Registered other = register(admin, Map.of(), "leads:read");

    redeem(other, code(admin, client, "leads:read")).then().statusCode(400);
    by(client, with(exchange(code(admin, client, "leads:read")), "redirect_uri", CALLBACK + "/x"))
        .post("/auth/v1/oauth/token")
        .then()
        .statusCode(400);
    by(app(admin, "leads:read"), exchange(code(admin, client, "leads:read")))
        .post("/auth/v1/oauth/token")
        .then()
        .statusCode(400);
  }

  @ParameterizedTest
  @Tag("B30")
  @CsvSource({
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, s256, invalid_request",
    "code_challenge_method, '', invalid_request",
    "code_challenge, '', invalid_request",
    "response_type, token, unsupported_response_type",
    "response_mode, fragment, invalid_request",
    "scope, leads:write, invalid_scope",
    "scope, platform:admin, invalid_scope",
    "scope, '', invalid_scope"
  })
  void tellsTheClientOfItsFaults(String name, String value, String error) {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    String id =
        query(
                authorize(with(request(client, "leads:read"), name, value))
                    .then()
                    .statusCode(303)
                    .header(
                        "Location", startsWith("https://app.example.com/auth/v1/oauth/consent?"))
                    .extract())
            .get("authorization_id");

    Map<String, String> answer =
        query(
            show(admin, id)
                .then()
                .statusCode(200)
                .body("redirect_url", startsWith(CALLBACK + "?"))
                .extract()
                .<String>path("redirect_url"));

    assertEquals(error, answer.get("error"));
    assertEquals("https://app.example.com/auth/v1", answer.get("iss"));
  }

  /** Character by character, since every other comparison was got around. */
  @ParameterizedTest
  @Tag("B19")
  @CsvSource({
    "https://partner.example/callback/",
    "https://partner.example/callback?x=1",
    "https://partner.example/callback#x",
    "https://PARTNER.example/callback",
    "https://partner.example:443/callback",
    "https://partner.example/../callback",
    "https://partner.example.evil.example/callback",
    "https://partner.example@evil.example/callback",
    "http://partner.example/callback",
    "//partner.example/callback",
    "javascript:alert(1)"
  })
  void sendsNobodyWhereTheClientDidNotRegister(String target) {
    Registered client = register(signUp(newEmail()), Map.of(), "leads:read");

    authorize(with(request(client, "leads:read"), "redirect_uri", target))
        .then()
        .statusCode(400)
        .header("Location", nullValue());
  }

  @Test
  void refreshTokensFollowEachOther() {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read", "leads:write");
    JsonPath first = tokens(admin, client, "leads:read leads:write");

    JsonPath second = refreshed(client, first);
    assertEquals(
        second.getString("refresh_token"), refreshed(client, first).getString("refresh_token"));
    JsonPath third = refreshed(client, second);

    by(
            client,
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                third.getString("refresh_token"),
                "scope",
                "leads:read"))
        .post("/auth/v1/oauth/token")
        .then()
        .statusCode(200)
        .body("scope", equalTo("leads:read"));
  }

  @Test
  @Tag("B17")
  void aRefreshTokenOfBeforeEndsTheFamily() {
    Session admin = factored(signUp(newEmail()));
    Registered client = app(admin, "organization:write");
    JsonPath first = tokens(admin, client, "organization:write");
    JsonPath second = refreshed(client, first);
    JsonPath third = refreshed(client, second);

    refresh(client, first.getString("refresh_token"))
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_grant"));

    refresh(client, third.getString("refresh_token")).then().statusCode(400);
    assertEquals(401, use(third.getString("access_token")));
    assertEquals(1, Stored.events("oauth.refresh.reused"));
  }

  /** The database decides, whatever was published of it. */
  @ParameterizedTest
  @Tag("B41")
  @ValueSource(
      strings = {
        "update auth.users set banned_until = now() + interval '1 day'",
        "update auth.memberships set created_at = now()"
      })
  void aGrantEndsWithWhatItsGiverMay(String change) {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read");
    String token = tokens(admin, client, "leads:read").getString("refresh_token");

    PlatformServers.sql(change);

    refresh(client, token).then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  /** As of a replica whose key-encryption key is not configured any more. */
  @Test
  void noRefreshTokenIsAnsweredThatNobodyStored() {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read");
    JsonPath first = tokens(admin, client, "leads:read");
    refreshed(client, first);
    PlatformServers.sql(
        "update auth.oauth_refresh_tokens set token_hash = sha256('another') where generation = 1");

    refresh(client, first.getString("refresh_token"))
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_grant"));
  }

  @Test
  @Tag("B16")
  void manyRefreshesAtOnceHaveOneSuccessor() {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read");
    String token = tokens(admin, client, "leads:read").getString("refresh_token");

    List<String> successors =
        Parallel.run(8, () -> refresh(client, token)).stream()
            .map(answer -> answer.then().statusCode(200).extract().<String>path("refresh_token"))
            .distinct()
            .toList();

    assertEquals(1, successors.size());
    assertEquals(2, Stored.count("auth.oauth_refresh_tokens"));
  }

  @Test
  @Tag("B33")
  void scopesNeverGrow() {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read", "leads:write");
    JsonPath given = tokens(admin, client, "leads:read");

    for (String scope : List.of("leads:write", "leads:read leads:write", "audit:read", "nothing")) {
      by(
              client,
              Map.of(
                  "grant_type",
                  "refresh_token",
                  "refresh_token",
                  given.getString("refresh_token"),
                  "scope",
                  scope))
          .post("/auth/v1/oauth/token")
          .then()
          .statusCode(400)
          .body("error", equalTo("invalid_scope"));
    }
    refresh(client, given.getString("refresh_token"))
        .then()
        .statusCode(200)
        .body("scope", equalTo("leads:read"));
  }

  @Test
  @Tag("B33")
  void nobodyGivesWhatTheyDoNotHold() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read", "organization:write");
    Session agent = join(admin, "agent");

    JsonPath given = tokens(agent, client, "leads:read organization:write");

    assertEquals("leads:read", given.getString("scope"));
    assertEquals(403, use(given.getString("access_token")));
    String nothing = ask(client, "organization:write");
    show(agent, nothing).then().statusCode(200).body("scope", equalTo(""));
    assertEquals(
        "access_denied",
        query(tryDecide(agent, nothing, "approve").then().extract().<String>path("redirect_url"))
            .get("error"));
  }

  @Test
  @Tag("B33")
  void reachesNothingThatIsForPeopleThemselves() {
    Session admin = signUp(newEmail());
    String token =
        credentials(machine(admin, "organization:write", "leads:read"))
            .then()
            .extract()
            .path("access_token");
    Session client = new Session(token, "", admin.userId());

    for (String path :
        List.of(
            "/auth/v1/user",
            "/auth/v1/sessions",
            "/auth/v1/api-keys",
            "/auth/v1/oauth/clients",
            "/auth/v1/user/oauth/grants",
            "/auth/v1/factors/recovery-codes")) {
      as(client).get(path).then().statusCode(403);
    }
    tryDecide(client, ask(app(admin, "leads:read"), "leads:read"), "approve")
        .then()
        .statusCode(403);
    as(client).body(Map.of("data", Map.of())).put("/auth/v1/user").then().statusCode(403);
  }

  @Test
  @Tag("B23")
  void anAdminShowsAsMuchAsForAnAdminRoute() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "organization:write");
    String id = ask(client, "organization:write");
    show(admin, id).then().statusCode(200);

    tryDecide(admin, id, "approve").then().statusCode(403);

    tryDecide(factored(admin), id, "approve").then().statusCode(200);
  }

  @Test
  @Tag("B41")
  void authorityEndsWithItsGiver() {
    Session admin = signUp(newEmail());
    Session second = join(admin, "admin");
    Registered client = register(admin, Map.of(), "organization:write", "leads:read");
    Registered machine = machine(second, "organization:write", "leads:read");
    JsonPath given = tokens(factored(second), client, "organization:write leads:read");
    String own = credentials(machine).then().extract().path("access_token");
    assertEquals(201, use(own));

    changeRole(factored(admin), second, "agent").then().statusCode(200);

    assertEquals(401, use(given.getString("access_token")));
    assertEquals(401, use(own));
    JsonPath less = refreshed(client, given);
    assertEquals("leads:read", less.getString("scope"));
    assertEquals("agent", claim(less.getString("access_token"), "role"));
    credentials(machine).then().statusCode(200).body("scope", equalTo("leads:read"));

    remove(factored(admin), second).then().statusCode(204);

    refresh(client, less.getString("refresh_token")).then().statusCode(400);
    credentials(machine).then().statusCode(400).body("error", equalTo("unauthorized_client"));
  }

  @Test
  @Tag("B41")
  void nothingOfADisabledClientIsWorthAnything() {
    Session admin = factored(signUp(newEmail()));
    Registered client =
        register(
            admin,
            Map.of(
                "grant_types",
                List.of("authorization_code", "refresh_token", "client_credentials")),
            "organization:write");
    JsonPath given = tokens(admin, client, "organization:write");
    String own = credentials(client).then().extract().path("access_token");
    String code = code(admin, client, "organization:write");
    assertEquals(201, use(own));

    change(admin, client, Map.of("disabled", true));

    assertEquals(401, use(own));
    assertEquals(401, use(given.getString("access_token")));
    credentials(client).then().statusCode(401).body("error", equalTo("invalid_client"));
    authorize(request(client, "organization:write")).then().statusCode(400);

    change(admin, client, Map.of("disabled", false));

    refresh(client, given.getString("refresh_token")).then().statusCode(400);
    redeem(client, code).then().statusCode(400);
    assertEquals(201, use(credentials(client).then().extract().path("access_token")));
  }

  @Test
  @Tag("B25")
  void aPersonTakesItBack() {
    Session admin = factored(signUp(newEmail()));
    Registered client = app(admin, "organization:write");
    JsonPath given = tokens(admin, client, "organization:write");
    assertEquals(201, use(given.getString("access_token")));

    as(admin).delete("/auth/v1/user/oauth/grants?client_id=" + client.id()).then().statusCode(204);

    assertEquals(401, use(given.getString("access_token")));
    refresh(client, given.getString("refresh_token")).then().statusCode(400);
    as(admin).delete("/auth/v1/user/oauth/grants?client_id=" + client.id()).then().statusCode(404);
    as(admin).get("/auth/v1/user/oauth/grants").then().body("size()", equalTo(0));
  }

  /** A page of somebody else's cannot be decided by who was shown it second, or elsewhere. */
  @Test
  @Tag("B30")
  void aRequestIsDecidedByThePersonItWasShownTo() {
    Session admin = signUp(newEmail());
    Session agent = join(admin, "agent");
    Session stranger = signUp(newEmail());
    String id = ask(register(admin, Map.of(), "leads:read"), "leads:read");

    show(stranger, id).then().statusCode(404);
    show(agent, id).then().statusCode(200);
    show(admin, id).then().statusCode(404);
    tryDecide(admin, id, "approve").then().statusCode(404);

    assertEquals(
        1,
        Parallel.run(6, () -> tryDecide(agent, id, "approve").statusCode()).stream()
            .filter(status -> status == 200)
            .count());
  }

  @Test
  @Tag("B32")
  void storesNoSecret() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    String code = code(admin, client, "leads:read");
    JsonPath given = redeem(client, code).then().statusCode(200).extract().jsonPath();

    for (String table :
        List.of("oauth_clients", "oauth_requests", "oauth_grants", "oauth_codes", "outbox")) {
      String stored = Stored.dump("auth." + table);
      for (String secret : List.of(client.secret(), code, given.getString("refresh_token"))) {
        assertFalse(stored.contains(secret), table);
      }
    }
  }

  private static JsonPath refreshed(Registered client, JsonPath before) {
    return refresh(client, before.getString("refresh_token"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
