package com.leadignite.auth.oauth;

import static com.leadignite.auth.oauth.OAuthApi.INVITATIONS;
import static com.leadignite.auth.oauth.OAuthApi.TOKEN;
import static com.leadignite.auth.oauth.OAuthApi.app;
import static com.leadignite.auth.oauth.OAuthApi.ask;
import static com.leadignite.auth.oauth.OAuthApi.authorize;
import static com.leadignite.auth.oauth.OAuthApi.bound;
import static com.leadignite.auth.oauth.OAuthApi.by;
import static com.leadignite.auth.oauth.OAuthApi.change;
import static com.leadignite.auth.oauth.OAuthApi.code;
import static com.leadignite.auth.oauth.OAuthApi.credentials;
import static com.leadignite.auth.oauth.OAuthApi.exchange;
import static com.leadignite.auth.oauth.OAuthApi.factored;
import static com.leadignite.auth.oauth.OAuthApi.machine;
import static com.leadignite.auth.oauth.OAuthApi.query;
import static com.leadignite.auth.oauth.OAuthApi.redeem;
import static com.leadignite.auth.oauth.OAuthApi.refresh;
import static com.leadignite.auth.oauth.OAuthApi.refreshing;
import static com.leadignite.auth.oauth.OAuthApi.register;
import static com.leadignite.auth.oauth.OAuthApi.request;
import static com.leadignite.auth.oauth.OAuthApi.rotate;
import static com.leadignite.auth.oauth.OAuthApi.show;
import static com.leadignite.auth.oauth.OAuthApi.subject;
import static com.leadignite.auth.oauth.OAuthApi.tokens;
import static com.leadignite.auth.oauth.OAuthApi.tryDecide;
import static com.leadignite.auth.oauth.OAuthApi.use;
import static com.leadignite.auth.oauth.OAuthApi.with;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.Members.changeRole;
import static com.leadignite.auth.testing.Members.join;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.leadignite.auth.oauth.OAuthApi.Registered;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients, and who has found something of theirs, cannot do. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OAuthAttackTest {

  private static final String PAR = "/auth/v1/oauth/par";
  private static final String ELSEWHERE = "https://partner.example/other";

  /** Who has found a public client's refresh token must not learn what it is worth unnoticed. */
  @Test
  @Tag("B17")
  void aPublicClientInspectsNothing() {
    Session admin = signUp(newEmail());
    Registered client = app(admin, "leads:read");
    String token = tokens(admin, client, "leads:read").getString("refresh_token");

    by(client, Map.of("token", token))
        .post("/auth/v1/oauth/introspect")
        .then()
        .statusCode(401)
        .body("error", equalTo("invalid_client"));

    by(client, Map.of("token", token)).post("/auth/v1/oauth/revoke").then().statusCode(200);
    refresh(client, token).then().statusCode(400);
    RestAssured.given()
        .get("/auth/v1/.well-known/oauth-authorization-server")
        .then()
        .body("introspection_endpoint_auth_methods_supported", not(hasItem("none")))
        .body("revocation_endpoint_auth_methods_supported", hasItem("none"));
  }

  /** Neither before it was used nor afterwards. */
  @Test
  @Tag("B30")
  void aClientWithAnothersCodeEndsNothing() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    Registered other = register(admin, Map.of(), "leads:read");
    String code = code(admin, client, "leads:read");

    redeem(other, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    String token =
        redeem(client, code).then().statusCode(200).extract().jsonPath().getString("refresh_token");
    redeem(other, code).then().statusCode(400).body("error", equalTo("invalid_grant"));

    refresh(client, token).then().statusCode(200);
  }

  @Test
  @Tag("B19")
  void aRedirectTargetThatWasRemovedGetsNothing() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    String seen = ask(client, "leads:read");
    show(admin, seen).then().statusCode(200);
    String unseen = ask(client, "leads:read");
    String code = code(admin, client, "leads:read");

    change(admin, client, Map.of("redirect_uris", List.of(ELSEWHERE)));

    tryDecide(admin, seen, "approve").then().statusCode(404);
    tryDecide(admin, seen, "deny").then().statusCode(404);
    show(admin, unseen).then().statusCode(404);
    redeem(client, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    assertEquals(1, Stored.events("oauth.code.refused"));
  }

  /** Whose refresh token was stolen before could go on with the thief's key. */
  @Test
  @Tag("B17")
  void aClientThatHasToProveAKeyRefreshesNothingThatIsBoundToNone() {
    Session admin = signUp(newEmail());
    ClientKey key = new ClientKey();
    Registered client = app(admin, "leads:read");
    String before = tokens(admin, client, "leads:read").getString("refresh_token");

    change(admin, client, Map.of("dpop_bound_access_tokens", true));

    refresh(client, before).then().statusCode(400).body("error", equalTo("invalid_dpop_proof"));
    assertEquals("invalid_grant", refreshed(client, before, key).getString("error"));
    JsonPath bound =
        bound(client, exchange(code(admin, client, "leads:read")), key)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertEquals(
        "DPoP", refreshed(client, bound.getString("refresh_token"), key).getString("token_type"));
  }

  private static JsonPath refreshed(Registered client, String token, ClientKey key) {
    return bound(client, refreshing(token), key).jsonPath();
  }

  /** Whoever sees a proof on its way must not be able to use it up, nor may what is refused. */
  @Test
  @Tag("B30")
  void onlyARequestThatIsAllowedUsesAProofUp() {
    Session admin = signUp(newEmail());
    ClientKey key = new ClientKey();
    String without = boundToken(machine(admin, "leads:read"), key);
    String once = key.signProof(ClientKey.proof("POST", INVITATIONS, without));

    assertEquals(403, use(without, once));
    assertEquals(403, use(without, once));

    String token = boundToken(machine(admin, "organization:write"), key);
    Map<String, Object> claims = ClientKey.proof("POST", INVITATIONS, token);
    Map<String, Object> header = Map.of("typ", "dpop+jwt", "jwk", key.open());
    assertEquals(401, use(token, new ClientKey().sign(claims, header)));
    assertEquals(401, use(token, new ClientKey().signProof(claims)));
    assertEquals(201, use(token, key.sign(claims, header)));
    assertEquals(401, use(token, key.sign(claims, header)));
  }

  private static String boundToken(Registered client, ClientKey key) {
    return bound(client, Map.of("grant_type", "client_credentials"), key)
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  /** RFC 9449, section 10.1. */
  @Test
  @Tag("B30")
  void aPushedRequestIsBoundToTheKeyOfItsProof() {
    Session admin = signUp(newEmail());
    ClientKey key = new ClientKey();
    Registered client = register(admin, Map.of(), "leads:read");
    Map<String, String> asked = request(client, "leads:read");

    String code = codeOfPushed(admin, client, push(client, asked, key));

    bound(client, exchange(code), new ClientKey()).then().statusCode(400);
    String second = codeOfPushed(admin, client, push(client, asked, key));
    bound(client, exchange(second), key).then().statusCode(200).body("token_type", equalTo("DPoP"));
    push(client, with(asked, "dpop_jkt", key.thumbprint()), key).then().statusCode(201);
    for (Response wrong :
        List.of(
            push(client, with(asked, "dpop_jkt", new ClientKey().thumbprint()), key),
            by(client, asked).header("DPoP", "nonsense").post(PAR),
            by(client, asked)
                .header("DPoP", key.signProof(ClientKey.proof("POST", TOKEN)))
                .post(PAR))) {
      wrong.then().statusCode(400).body("error", equalTo("invalid_dpop_proof"));
    }
    assertEquals(3, Stored.events("oauth.authorize.refused"));
  }

  private static Response push(Registered client, Map<String, String> asked, ClientKey key) {
    return by(client, asked).header("DPoP", key.signProof(ClientKey.proof("POST", PAR))).post(PAR);
  }

  private static String codeOfPushed(Session person, Registered client, Response pushed) {
    String handle = pushed.then().statusCode(201).extract().path("request_uri");
    String id =
        query(
                authorize(Map.of("client_id", client.id(), "request_uri", handle))
                    .then()
                    .statusCode(303)
                    .extract())
            .get("authorization_id");
    show(person, id).then().statusCode(200);
    return query(
            tryDecide(person, id, "approve")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("redirect_url"))
        .get("code");
  }

  /** Nobody answers for what somebody else made of a client, or for who else has its secret. */
  @Test
  @Tag("B41")
  void whoGivesAClientItsAuthorityAnswersForIt() {
    Session first = signUp(newEmail());
    Session second = join(first, "admin");
    Registered client = machine(first, "leads:read", "organization:write");

    change(second, client, Map.of("name", "Renamed", "redirect_uris", List.of()));
    assertEquals(first.userId(), subject(client));
    change(second, client, Map.of("scopes", List.of("organization:write", "leads:write")));
    assertEquals(second.userId(), subject(client));
    Registered rotated = rotate(first, client, 0);
    assertEquals(first.userId(), subject(rotated));
    change(second, client, Map.of("disabled", true));
    change(second, client, Map.of("disabled", false));
    assertEquals(second.userId(), subject(rotated));
    JsonPath changed = event("oauth.client.changed", "leads:write");
    assertEquals(first.userId(), changed.getString("changes.owner_id.before"));
    assertEquals(second.userId(), changed.getString("changes.owner_id.after"));

    changeRole(factored(first), second, "agent").then().statusCode(200);

    credentials(rotated).then().statusCode(200).body("scope", equalTo("leads:write"));

    change(first, client, Map.of("scopes", List.of("organization:write")));
    assertEquals(first.userId(), subject(rotated));
  }

  @Test
  @Tag("B45")
  void theAuditLogKnowsWhatWasChangedOfAClient() {
    Session admin = signUp(newEmail());
    ClientKey before = new ClientKey();
    ClientKey after = new ClientKey();
    Registered client =
        register(
            admin,
            Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", before.set()),
            "leads:read");

    change(
        admin,
        client,
        Map.of(
            "jwks",
            after.set(),
            "redirect_uris",
            List.of(ELSEWHERE),
            "dpop_bound_access_tokens",
            true));

    JsonPath event = event("oauth.client.changed", client.id());
    assertEquals(admin.claim("tenant_id"), event.getString("tenant_id"));
    assertEquals(List.of(before.thumbprint()), event.getList("changes.jwks.before"));
    assertEquals(List.of(after.thumbprint()), event.getList("changes.jwks.after"));
    assertEquals(List.of(ELSEWHERE), event.getList("changes.redirect_uris.after"));
    assertEquals(true, event.get("changes.dpop_bound_access_tokens.after"));
    assertNull(event.get("changes.owner_id"));
    assertNull(event.get("changes.name"));
  }

  /** The organization sees who tries its clients. */
  @Test
  @Tag("B45")
  void whatIsRefusedToAClientIsInTheAuditLogOfItsOrganization() {
    Session admin = signUp(newEmail());
    Registered client = register(admin, Map.of(), "leads:read");
    Registered wrong = new Registered(client.id(), "lics_wrong");

    credentials(wrong).then().statusCode(401);
    credentials(client).then().statusCode(400);
    redeem(client, "no code").then().statusCode(400);
    refresh(client, "no token").then().statusCode(400);
    authorize(with(request(client, "leads:read"), "redirect_uri", ELSEWHERE))
        .then()
        .statusCode(400);

    for (String action :
        List.of(
            "oauth.client.refused",
            "oauth.token.refused",
            "oauth.code.refused",
            "oauth.refresh.refused",
            "oauth.authorize.refused")) {
      JsonPath event = event(action, client.id());
      assertEquals(admin.claim("tenant_id"), event.getString("tenant_id"), action);
    }
  }

  private static JsonPath event(String action, String part) {
    return new JsonPath(
        Stored.text(
            "select event from auth.outbox where event like '%\""
                + action
                + "\"%' and event like '%"
                + part
                + "%' order by id limit 1"));
  }
}
