package com.leadignite.auth.oauth;

import static com.leadignite.auth.oauth.OAuthApi.CALLBACK;
import static com.leadignite.auth.oauth.OAuthApi.INVITATIONS;
import static com.leadignite.auth.oauth.OAuthApi.TOKEN;
import static com.leadignite.auth.oauth.OAuthApi.app;
import static com.leadignite.auth.oauth.OAuthApi.authorize;
import static com.leadignite.auth.oauth.OAuthApi.bound;
import static com.leadignite.auth.oauth.OAuthApi.by;
import static com.leadignite.auth.oauth.OAuthApi.claim;
import static com.leadignite.auth.oauth.OAuthApi.code;
import static com.leadignite.auth.oauth.OAuthApi.credentials;
import static com.leadignite.auth.oauth.OAuthApi.exchange;
import static com.leadignite.auth.oauth.OAuthApi.form;
import static com.leadignite.auth.oauth.OAuthApi.machine;
import static com.leadignite.auth.oauth.OAuthApi.refresh;
import static com.leadignite.auth.oauth.OAuthApi.refreshing;
import static com.leadignite.auth.oauth.OAuthApi.register;
import static com.leadignite.auth.oauth.OAuthApi.request;
import static com.leadignite.auth.oauth.OAuthApi.rotate;
import static com.leadignite.auth.oauth.OAuthApi.tokens;
import static com.leadignite.auth.oauth.OAuthApi.tryRegister;
import static com.leadignite.auth.oauth.OAuthApi.use;
import static com.leadignite.auth.oauth.OAuthApi.with;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.sure;
import static com.leadignite.auth.testing.Members.join;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.oauth.OAuthApi.Registered;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OAuthClientTest {

  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  @Test
  void isRegisteredChangedAndDeleted() {
    Session admin = signUp(newEmail());
    JsonPath made =
        tryRegister(admin, Map.of(), "leads:read", "calls:read")
            .then()
            .statusCode(201)
            .body("client_secret", matchesPattern("lics_[A-Za-z0-9_-]{43}"))
            .body("client.scopes", contains("leads:read", "calls:read"))
            .body("client.token_endpoint_auth_method", equalTo("client_secret_basic"))
            .body("client.grant_types", contains("authorization_code", "refresh_token"))
            .extract()
            .jsonPath();
    String path = "/auth/v1/oauth/clients/" + made.getString("client.client_id");

    sure(admin)
        .body(Map.of("name", "Renamed", "scopes", List.of("leads:read")))
        .patch(path)
        .then()
        .statusCode(200)
        .body("name", equalTo("Renamed"))
        .body("redirect_uris", contains(CALLBACK));
    sure(admin)
        .get("/auth/v1/oauth/clients")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1));
    sure(signUp(newEmail())).get(path).then().statusCode(404);
    sure(signUp(newEmail())).delete(path).then().statusCode(404);
    sure(admin).delete(path).then().statusCode(204);
    sure(admin).get(path).then().statusCode(404);
  }

  @Test
  @Tag("B23")
  void isForAdminsWithASecondFactor() {
    Session admin = signUp(newEmail());
    Map<String, ?> body = Map.of("name", "n", "scopes", List.of("leads:read"));

    as(admin).body(body).post("/auth/v1/oauth/clients").then().statusCode(403);
    sure(join(admin, "manager")).body(body).post("/auth/v1/oauth/clients").then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://partner.example/callback",
        "https://partner.example/callback#x",
        "https://user@partner.example/callback",
        "https://*.partner.example/callback",
        "javascript:alert(1)",
        "data:text/html,x",
        "com.partner.app:/callback",
        "https:///callback",
        "/callback",
        ""
      })
  @Tag("B19")
  void isNotRegisteredWithATargetThatCanBeAbused(String target) {
    tryRegister(signUp(newEmail()), Map.of("redirect_uris", List.of(target)), "leads:read")
        .then()
        .statusCode(400);
  }

  @Test
  @Tag("B33")
  void isNotRegisteredWithMoreThanItsAdminHas() {
    Session admin = signUp(newEmail());

    for (String scope : List.of("platform:admin", "users:admin", "audit:write", "session")) {
      tryRegister(admin, Map.of(), scope).then().statusCode(400);
    }
    tryRegister(
            admin,
            Map.of(
                "token_endpoint_auth_method",
                "none",
                "grant_types",
                List.of("client_credentials"),
                "redirect_uris",
                List.of()),
            "leads:read")
        .then()
        .statusCode(400);
    tryRegister(
            admin,
            Map.of(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                Map.of("keys", List.of(new ClientKey().secret()))),
            "leads:read")
        .then()
        .statusCode(400);
    tryRegister(
            admin,
            Map.of(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks_uri",
                "http://127.0.0.1:9000/keys"),
            "leads:read")
        .then()
        .statusCode(400);
    tryRegister(admin, Map.of("token_endpoint_auth_method", "none"), "leads:read")
        .then()
        .statusCode(201)
        .body("client_secret", nullValue());
  }

  @Test
  void secretsRotateWithAnOverlap() {
    Session admin = signUp(newEmail());
    Registered client = machine(admin, "leads:read");

    Registered next = rotate(admin, client, 3600);
    credentials(client).then().statusCode(200);
    credentials(next).then().statusCode(200);
    Registered last = rotate(admin, next, 0);

    credentials(client).then().statusCode(401);
    credentials(next).then().statusCode(401);
    credentials(last).then().statusCode(200);
  }

  /** A wrong secret, an unknown client and another method are answered alike. */
  @Test
  @Tag("B18")
  void whoeverCannotAuthenticateLearnsNothing() {
    Session admin = signUp(newEmail());
    Registered client = machine(admin, "leads:read");
    Map<String, String> asked = Map.of("grant_type", "client_credentials");

    List<Response> refused =
        List.of(
            credentials(new Registered(client.id(), "lics_wrong")),
            credentials(new Registered(UUID.randomUUID().toString(), client.secret())),
            credentials(new Registered("no-id", client.secret())),
            form(with(with(asked, "client_id", client.id()), "client_secret", client.secret()))
                .post(TOKEN),
            form(with(asked, "client_id", client.id())).post(TOKEN),
            form(asked).post(TOKEN));

    refused.forEach(answer ->
        answer
            .then()
            .statusCode(401)
            .header("WWW-Authenticate", equalTo("Basic"))
            .body("error", equalTo("invalid_client")));
    form(with(asked, "client_secret", client.secret()))
        .auth()
        .preemptive()
        .basic(client.id(), client.secret())
        .post(TOKEN)
        .then()
        .statusCode(400);
  }

  @Test
  @Tag("B1")
  void authenticatesByAKeyOfItsOwn() {
    Session admin = signUp(newEmail());
    ClientKey key = new ClientKey();
    Registered client = byKey(admin, key);
    String once = key.signAssertion(ClientKey.assertion(client.id()));

    asserted(once).then().statusCode(200);

    asserted(once).then().statusCode(401);
    asserted(new ClientKey().signAssertion(ClientKey.assertion(client.id())))
        .then()
        .statusCode(401);
    for (Map.Entry<String, Object> wrong :
        Map.<String, Object>of(
                "aud",
                "https://evil.example",
                "iss",
                UUID.randomUUID().toString(),
                "exp",
                1,
                "nbf",
                System.currentTimeMillis() / 1000 + 3600)
            .entrySet()) {
      Map<String, Object> claims = ClientKey.assertion(client.id());
      claims.put(wrong.getKey(), wrong.getValue());
      asserted(key.signAssertion(claims)).then().statusCode(401);
    }
    Map<String, Object> two = ClientKey.assertion(client.id());
    two.put("aud", List.of("https://app.example.com/auth/v1", "https://evil.example"));
    asserted(key.signAssertion(two)).then().statusCode(401);
    Map<String, Object> longLived = ClientKey.assertion(client.id());
    longLived.put("exp", System.currentTimeMillis() / 1000 + 86_400);
    asserted(key.signAssertion(longLived)).then().statusCode(401);
    asserted(key.sign(ClientKey.assertion(client.id()), Map.of("typ", "JWT", "jwk", key.open())))
        .then()
        .statusCode(401);
    credentials(new Registered(client.id(), "lics_any")).then().statusCode(401);
  }

  private static Registered byKey(Session admin, ClientKey key) {
    return register(
        admin,
        Map.of(
            "token_endpoint_auth_method",
            "private_key_jwt",
            "jwks",
            key.set(),
            "grant_types",
            List.of("client_credentials"),
            "redirect_uris",
            List.of()),
        "leads:read");
  }

  private static Response asserted(String assertion) {
    return form(Map.of(
            "grant_type",
            "client_credentials",
            "client_assertion_type",
            ASSERTION,
            "client_assertion",
            assertion))
        .post(TOKEN);
  }

  @Test
  @Tag("B30")
  void bindsTokensToAKey() {
    Session admin = signUp(newEmail());
    ClientKey key = new ClientKey();
    Registered client = machine(admin, "organization:write");

    String token =
        bound(client, Map.of("grant_type", "client_credentials"), key)
            .then()
            .statusCode(200)
            .body("token_type", equalTo("DPoP"))
            .extract()
            .path("access_token");

    assertEquals(Map.of("jkt", key.thumbprint()), claim(token, "cnf"));
    assertEquals(401, use(token));
    String once = key.signProof(ClientKey.proof("POST", INVITATIONS, token));
    assertEquals(201, use(token, once));
    assertEquals(401, use(token, once));
    assertEquals(
        401, use(token, new ClientKey().signProof(ClientKey.proof("POST", INVITATIONS, token))));
    assertEquals(401, use(token, key.signProof(ClientKey.proof("GET", INVITATIONS, token))));
    assertEquals(401, use(token, key.signProof(ClientKey.proof("POST", "/auth/v1/user", token))));
    assertEquals(401, use(token, key.signProof(ClientKey.proof("POST", INVITATIONS))));
    assertEquals(401, use(token, key.signProof(ClientKey.proof("POST", INVITATIONS, "other"))));
    for (Map.Entry<String, Object> wrong :
        Map.<String, Object>of(
                "htu",
                "https://evil.example" + INVITATIONS,
                "iat",
                System.currentTimeMillis() / 1000 - 300)
            .entrySet()) {
      Map<String, Object> claims = ClientKey.proof("POST", INVITATIONS, token);
      claims.put(wrong.getKey(), wrong.getValue());
      assertEquals(401, use(token, key.signProof(claims)));
    }
    Map<String, Object> claims = ClientKey.proof("POST", INVITATIONS, token);
    assertEquals(401, use(token, key.sign(claims, Map.of("typ", "dpop+jwt", "jwk", key.secret()))));
    assertEquals(401, use(token, key.sign(claims, Map.of("typ", "JWT", "jwk", key.open()))));
    assertEquals(201, use(token, key.signProof(claims)));
  }

  /** A public client has nothing else to show. */
  @Test
  @Tag("B17")
  void bindsThePublicClientsRefreshTokens() {
    Session admin = signUp(newEmail());
    ClientKey key = new ClientKey();
    Registered client = app(admin, "leads:read");
    String refreshToken =
        bound(client, exchange(code(admin, client, "leads:read")), key)
            .then()
            .statusCode(200)
            .extract()
            .path("refresh_token");
    Map<String, String> asked = refreshing(refreshToken);

    refresh(client, refreshToken).then().statusCode(400).body("error", equalTo("invalid_grant"));
    bound(client, asked, new ClientKey()).then().statusCode(400);
    bound(client, asked, key).then().statusCode(200).body("token_type", equalTo("DPoP"));
    by(client, asked)
        .header("DPoP", "nonsense")
        .post(TOKEN)
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_dpop_proof"));
  }

  @Test
  @Tag("B30")
  void requestsCanBePushed() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    Map<String, String> asked = new HashMap<>(request(client, "leads:read"));
    asked.remove("client_id");
    String handle =
        by(client, asked)
            .post("/auth/v1/oauth/par")
            .then()
            .statusCode(201)
            .body("expires_in", equalTo(60))
            .body("request_uri", startsWith("urn:ietf:params:oauth:request_uri:"))
            .extract()
            .path("request_uri");
    Map<String, String> sent = Map.of("client_id", client.id(), "request_uri", handle);

    authorize(Map.of("client_id", app(admin, "leads:read").id(), "request_uri", handle))
        .then()
        .statusCode(404);
    authorize(sent).then().statusCode(303).header("Location", containsString("authorization_id="));
    authorize(sent).then().statusCode(404);
    by(client, with(asked, "code_challenge_method", "plain"))
        .post("/auth/v1/oauth/par")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
    by(client, with(asked, "redirect_uri", "https://evil.example"))
        .post("/auth/v1/oauth/par")
        .then()
        .statusCode(400);
    form(with(asked, "client_id", client.id())).post("/auth/v1/oauth/par").then().statusCode(401);
  }

  @Test
  @Tag("B25")
  void clientsSeeAndRevokeTheirOwnTokensAlone() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    Registered other = register(admin, Map.of(), "leads:read");
    JsonPath given = tokens(admin, client, "leads:read");
    String access = given.getString("access_token");

    for (String token : List.of(access, given.getString("refresh_token"))) {
      inspect(client, token)
          .then()
          .body("active", equalTo(true))
          .body("scope", equalTo("leads:read"))
          .body("client_id", equalTo(client.id()))
          .body("sub", equalTo(admin.userId()));
      inspect(other, token).then().body("", aMapWithSize(1)).body("active", equalTo(false));
    }
    inspect(client, admin.accessToken()).then().body("active", equalTo(false));
    inspect(client, "nonsense").then().body("active", equalTo(false));
    by(other, Map.of("token", access)).post("/auth/v1/oauth/revoke").then().statusCode(200);
    inspect(client, access).then().body("active", equalTo(true));

    by(client, Map.of("token", access)).post("/auth/v1/oauth/revoke").then().statusCode(200);

    inspect(client, access).then().body("active", equalTo(false));
    inspect(client, given.getString("refresh_token")).then().body("active", equalTo(false));
    refresh(client, given.getString("refresh_token")).then().statusCode(400);
    assertEquals(401, use(access));
    by(client, Map.of("token", "nonsense")).post("/auth/v1/oauth/revoke").then().statusCode(200);
  }

  private static Response inspect(Registered client, String token) {
    Response answer = by(client, Map.of("token", token)).post("/auth/v1/oauth/introspect");
    answer.then().statusCode(200);
    return answer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-authorization-server/auth/v1",
        "/auth/v1/.well-known/oauth-authorization-server"
      })
  void saysWhatItDoes(String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .body("issuer", equalTo("https://app.example.com/auth/v1"))
        .body("token_endpoint", equalTo("https://app.example.com" + TOKEN))
        .body("code_challenge_methods_supported", contains("S256"))
        .body("authorization_response_iss_parameter_supported", equalTo(true))
        .body("scopes_supported", hasItem("leads:read"))
        .body("scopes_supported", not(hasItem("session")));
  }

  @Test
  void sendsNobodyBackWhoseRequestIsOfNoClient() {
    Registered client = register(signUp(newEmail()), Map.of(), "leads:read");

    authorize(with(request(client, "leads:read"), "client_id", UUID.randomUUID().toString()))
        .then()
        .statusCode(400)
        .header("Location", nullValue());
  }
}
