package com.leadignite.auth.apikey;

import static com.leadignite.auth.apikey.ApiKeysApi.introspect;
import static com.leadignite.auth.apikey.ApiKeysApi.invite;
import static com.leadignite.auth.apikey.ApiKeysApi.isActive;
import static com.leadignite.auth.apikey.ApiKeysApi.makeKey;
import static com.leadignite.auth.apikey.ApiKeysApi.revoke;
import static com.leadignite.auth.apikey.ApiKeysApi.rotate;
import static com.leadignite.auth.apikey.ApiKeysApi.tryCreate;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.sure;
import static com.leadignite.auth.testing.Members.changeRole;
import static com.leadignite.auth.testing.Members.join;
import static com.leadignite.auth.testing.Members.remove;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.apikey.ApiKeysApi.Made;
import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.HeldTransaction;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class ApiKeyResourceTest {

  @Test
  void showsAKeyOnceAndStoresItsHash() {
    Session owner = signUp(newEmail());

    JsonPath made =
        tryCreate(owner, Map.of("addresses", List.of("192.0.2.0/24")), "leads:read", "calls:read")
            .then()
            .statusCode(201)
            .body("secret", matchesPattern("li_test_[0-9A-Za-z]{49}"))
            .body("key.name", equalTo("exporter"))
            .body("key.owner_id", equalTo(owner.userId()))
            .body("key.role", equalTo("admin"))
            .body("key.scopes", contains("leads:read", "calls:read"))
            .body("key.addresses", contains("192.0.2.0/24"))
            .body("key.last_used_at", nullValue())
            .extract()
            .jsonPath();

    String secret = made.getString("secret");
    assertEquals(secret.substring(0, 12), made.getString("key.hint"));
    as(owner)
        .get("/auth/v1/api-keys/" + made.getString("key.id"))
        .then()
        .statusCode(200)
        .body("secret", nullValue())
        .body("hint", equalTo(secret.substring(0, 12)));
    assertFalse(Stored.dump("auth.api_keys").contains(secret.substring(12)));
    assertFalse(Stored.dump("auth.outbox").contains(secret.substring(12)));
    assertEquals(1, Stored.events("api_key.created"));
  }

  @Test
  void notifiesTheOwnerByMail() {
    Session owner = signUp(newEmail());

    makeKey(owner, "leads:read");

    assertEquals(1, Stored.count("auth.mails where kind = 'api_key_created'"));
  }

  @Test
  void actsForItsOwner() {
    Session admin = signUp(newEmail());
    Made key = makeKey(admin, "organization:write");

    assertEquals(201, invite(key.secret(), "agent"));
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + key.secret())
        .body(Map.of("email", newEmail(), "role", "agent"))
        .post("/auth/v1/organization/invitations")
        .then()
        .statusCode(201);
    assertEquals(
        key.id(),
        Stored.text(
            "select event::jsonb -> 'metadata' ->> 'api_key_id' from auth.outbox"
                + " where event::jsonb ->> 'action' = 'organization.invitation.created' limit 1"));
  }

  @Test
  @Tag("B41")
  void permitsNothingWhileItsOrganizationIsSuspended() {
    Session admin = signUp(newEmail());
    Made key = makeKey(admin, "organization:write");
    assertEquals(201, invite(key.secret(), "agent"));

    AdminApi.suspend(admin.claim("tenant_id")).then().statusCode(200);

    assertEquals(401, invite(key.secret(), "agent"));
    assertFalse(isActive(key));
    assertEquals(1, Stored.events("api_key.refused"));
    AdminApi.lift(admin.claim("tenant_id")).then().statusCode(200);
    assertTrue(isActive(key));
  }

  @Test
  @Tag("B33")
  void handsOutNoPower() {
    Session admin = signUp(newEmail());
    Session member = join(admin, "agent");
    Made key = makeKey(admin, "organization:write");

    // Another admin, another role, another key: all of it asks for a fresh sign-in.
    assertEquals(403, invite(key.secret(), "admin"));
    given()
        .contentType(ContentType.JSON)
        .header("x-api-key", key.secret())
        .body(Map.of("role", "admin"))
        .patch("/auth/v1/organization/members/" + member.userId())
        .then()
        .statusCode(403);
    for (String path : List.of("/auth/v1/api-keys", "/auth/v1/user", "/auth/v1/sessions")) {
      given().header("x-api-key", key.secret()).get(path).then().statusCode(403);
    }
    given()
        .contentType(ContentType.JSON)
        .header("x-api-key", key.secret())
        .body(Map.of("name", "more", "scopes", List.of("leads:read")))
        .post("/auth/v1/api-keys")
        .then()
        .statusCode(403);
  }

  @Test
  @Tag("B33")
  void permitsNothingBeyondItsScopes() {
    Made key = makeKey(signUp(newEmail()), "leads:read");

    given()
        .contentType(ContentType.JSON)
        .header("x-api-key", key.secret())
        .body(Map.of("email", newEmail(), "role", "agent"))
        .post("/auth/v1/organization/invitations")
        .then()
        .statusCode(403)
        .header("WWW-Authenticate", matchesPattern(".*insufficient_scope.*organization:write.*"));
  }

  @ParameterizedTest
  @Tag("B33")
  @ValueSource(
      strings = {
        "platform:admin",
        "users:admin",
        "audit:write",
        "api-keys:introspect",
        "leads:all"
      })
  void isNotGivenWhatNoKeyCanHave(String scope) {
    tryCreate(signUp(newEmail()), Map.of(), "leads:read", scope).then().statusCode(400);
  }

  @Test
  @Tag("B33")
  void isNotGivenWhatItsMakerDoesNotHold() {
    Session agent = join(signUp(newEmail()), "agent");

    tryCreate(agent, Map.of(), "audit:read").then().statusCode(400);
    makeKey(agent, "leads:read");
  }

  @Test
  void refusesBodiesThatMakeNoSense() {
    Session owner = signUp(newEmail());
    Instant now = Instant.now();

    tryCreate(owner, Map.of()).then().statusCode(400);
    tryCreate(owner, Map.of("name", ""), "leads:read").then().statusCode(400);
    for (String address : List.of("300.0.0.1", "example.org", "192.0.2.0/33", "::/129")) {
      tryCreate(owner, Map.of("addresses", List.of(address)), "leads:read").then().statusCode(400);
    }
    for (Instant expires : List.of(now.minusSeconds(1), now.plusSeconds(366 * 86_400L))) {
      tryCreate(owner, Map.of("expires_at", expires.toString()), "leads:read")
          .then()
          .statusCode(400);
    }
    tryCreate(owner, Map.of("owner_id", UUID.randomUUID()), "leads:read").then().statusCode(400);
    Map<String, Object> noScopes = new HashMap<>(Map.of("name", "exporter"));
    sure(owner).body(noScopes).post("/auth/v1/api-keys").then().statusCode(400);
    noScopes.put("scopes", null);
    sure(owner).body(noScopes).post("/auth/v1/api-keys").then().statusCode(400);
  }

  @Test
  @Tag("B23")
  void asksAdminsForASecondFactorAndEverybodyForAFreshSignIn() {
    Session admin = signUp(newEmail());
    Map<String, Object> body = Map.of("name", "exporter", "scopes", List.of("leads:read"));

    as(admin).body(body).post("/auth/v1/api-keys").then().statusCode(403);
    Session agent = join(admin, "agent");
    as(agent).body(body).post("/auth/v1/api-keys").then().statusCode(201);
    given()
        .contentType(ContentType.JSON)
        .header(
            "Authorization",
            TestTokens.person().authenticatedAt(Instant.now().minusSeconds(301)).bearer())
        .body(body)
        .post("/auth/v1/api-keys")
        .then()
        .statusCode(403);
  }

  @Test
  void areBoundedPerOwner() {
    Session owner = join(signUp(newEmail()), "agent");
    for (int i = 0; i < 20; i++) {
      Stored.text(
          "insert into auth.api_keys (tenant_id, id, owner_id, name, hint, secret_hash, role, scopes,"
              + " addresses, created_at, expires_at) select '"
              + owner.claim("tenant_id")
              + "', gen_random_uuid(), '"
              + owner.userId()
              + "', 'n', 'h', sha256(random()::text::bytea), 'agent', '{leads:read}', '{}', now(),"
              + " now() + interval '1 day' returning name");
    }

    tryCreate(owner, Map.of(), "leads:read").then().statusCode(422);
  }

  @Test
  @Tag("B25")
  void isRevokedAtOnce() {
    Session admin = signUp(newEmail());
    Made key = makeKey(admin, "organization:write");
    assertEquals(201, invite(key.secret(), "agent"));

    revoke(admin, key).then().statusCode(204);

    assertEquals(401, invite(key.secret(), "agent"));
    assertFalse(isActive(key));
    as(admin).get("/auth/v1/api-keys/" + key.id()).then().statusCode(404);
    revoke(admin, key).then().statusCode(404);
    assertEquals(1, Stored.events("api_key.revoked"));
    assertEquals(1, Stored.events("api_key.refused"));
  }

  @Test
  @Tag("B41")
  void losesWhatItsOwnerLoses() {
    Session admin = signUp(newEmail());
    Session second = signIn(secondAdmin(admin));
    Made key = makeKey(second, "organization:write", "leads:read");
    assertEquals(201, invite(key.secret(), "agent"));

    changeRole(admin, second, "agent").then().statusCode(200);

    assertEquals(403, invite(key.secret(), "agent"));
    assertEquals("agent", introspect(key).getString("role"));
    assertEquals(List.of("leads:read"), introspect(key).getList("scopes"));
  }

  @Test
  @Tag("B33")
  void gainsNothingWhenItsOwnerDoes() {
    Session admin = signUp(newEmail());
    Session member = join(admin, "agent");
    Made key = makeKey(member, "leads:read");

    changeRole(admin, member, "admin").then().statusCode(200);

    assertEquals("agent", introspect(key).getString("role"));
  }

  @Test
  @Tag("B41")
  void endsWithItsOwnersMembershipForGood() {
    Session admin = signUp(newEmail());
    String email = secondAdmin(admin);
    Session second = signIn(email);
    Made key = makeKey(second, "organization:write");
    assertEquals(201, invite(key.secret(), "agent"));

    remove(admin, second).then().statusCode(204);
    assertEquals(401, invite(key.secret(), "agent"));
    assertFalse(isActive(key));

    String token = Members.invite(admin, email, "agent").getString("token");
    Members.accept(signIn(email), token).then().statusCode(200);
    assertFalse(isActive(key));
  }

  @Test
  @Tag("B41")
  void isWorthNothingWhileItsOwnerIsSuspended() {
    Session admin = signUp(newEmail());
    Session second = signIn(secondAdmin(admin));
    Made key = makeKey(second, "organization:write");
    assertEquals(201, invite(key.secret(), "agent"));

    AdminApi.as(AdminApi.platformAdmin())
        .body(Map.of("ban_duration", "24h"))
        .put("/auth/v1/admin/users/" + second.userId())
        .then()
        .statusCode(200);

    assertEquals(401, invite(key.secret(), "agent"));
    assertFalse(isActive(key));
  }

  @Test
  void rotatesWithOverlapAndWithout() {
    Session owner = signUp(newEmail());
    Made first = makeKey(owner, "organization:write");
    assertEquals(201, invite(first.secret(), "agent"));

    String second =
        rotate(owner, first, Map.of("overlap_seconds", 3600)).jsonPath().getString("secret");
    assertEquals(201, invite(first.secret(), "agent"));
    assertEquals(201, invite(second, "agent"));
    assertTrue(isActive(first.secret()) && isActive(second));

    String third = rotate(owner, first, Map.of()).jsonPath().getString("secret");
    assertEquals(401, invite(first.secret(), "agent"));
    assertEquals(401, invite(second, "agent"));
    assertEquals(201, invite(third, "agent"));
    assertEquals(2, Stored.events("api_key.rotated"));
    rotate(owner, first, Map.of("overlap_seconds", 604_801)).then().statusCode(400);
  }

  /** Else the secret that machines use would end before its time. */
  @Test
  void aRotationWhoseAnswerWasLostIsRepeated() {
    Session owner = signUp(newEmail());
    Made first = makeKey(owner, "organization:write");
    String lost =
        rotate(owner, first, Map.of("overlap_seconds", 3600)).jsonPath().getString("secret");

    String second =
        rotate(owner, first, Map.of("overlap_seconds", 3600)).jsonPath().getString("secret");

    assertTrue(isActive(first.secret()));
    assertFalse(isActive(lost));
    assertTrue(isActive(second));
    // Now that it is used, it is what the next rotation overlaps with.
    String third =
        rotate(owner, first, Map.of("overlap_seconds", 3600)).jsonPath().getString("secret");
    assertFalse(isActive(first.secret()));
    assertTrue(isActive(second) && isActive(third));
  }

  @Test
  @Tag("B33")
  void aSecretThatWasEndedStaysEnded() {
    Session owner = signUp(newEmail());
    Made leaked = makeKey(owner, "organization:write");
    rotate(owner, leaked, Map.of("overlap_seconds", 0)).then().statusCode(200);

    rotate(owner, leaked, Map.of("overlap_seconds", 604_800)).then().statusCode(200);

    assertFalse(isActive(leaked));
    assertEquals(401, invite(leaked.secret(), "agent"));
  }

  @Test
  void notifiesTheOwnerOfARotationByMail() {
    Session owner = signUp(newEmail());

    rotate(owner, makeKey(owner, "leads:read"), Map.of()).then().statusCode(200);

    assertEquals(1, Stored.count("auth.mails where kind = 'api_key_rotated'"));
  }

  /** What passed the guard before the session ended does not count any more. */
  @ParameterizedTest
  @Tag("B25")
  @ValueSource(booleans = {true, false})
  void isNotChangedInASessionThatEndsMeanwhile(boolean rotates) throws Exception {
    Session owner = signUp(newEmail());
    Made key = makeKey(owner, "leads:read");
    try (HeldTransaction ending =
        HeldTransaction.begin(
            "update auth.sessions set ended_at = now(), end_reason = 'signed_out' where id = '"
                + owner.claim("session_id")
                + "'")) {
      CompletableFuture<Response> change =
          Parallel.begin(() ->
              rotates
                  ? rotate(owner, key, Map.of())
                  : sure(owner)
                      .body(Map.of("name", "another"))
                      .patch("/auth/v1/api-keys/" + key.id()));
      ending.awaitWaiting(1);
      ending.commit();

      change.join().then().statusCode(403).body("type", equalTo("/problems/session-not-found"));
    }
    assertTrue(isActive(key));
    assertEquals(0, Stored.count("auth.api_keys where rotated_at is not null or name = 'another'"));
  }

  /** As one of another issuer, or of a partner's client, may have. */
  @Test
  @Tag("B33")
  void isNotChangedByATokenThatHasFewerScopes() {
    Session owner = signUp(newEmail());
    Made key = makeKey(owner, "leads:read", "leads:write");
    RequestSpecification narrowed =
        as(
            new Session(
                TestTokens.admin()
                    .user(UUID.fromString(owner.userId()))
                    .tenant(UUID.fromString((String) owner.claim("tenant_id")))
                    .session(UUID.fromString((String) owner.claim("session_id")))
                    .role(Role.ADMIN)
                    .scopes("leads:read")
                    .token(),
                "",
                ""));

    narrowed
        .body(Map.of())
        .post("/auth/v1/api-keys/" + key.id() + "/rotate")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/insufficient-scope"));
    narrowed
        .body(Map.of("name", "another"))
        .patch("/auth/v1/api-keys/" + key.id())
        .then()
        .statusCode(403);

    assertEquals(0, Stored.count("auth.api_keys where rotated_at is not null or name = 'another'"));
  }

  @Test
  @Tag("B33")
  void isNarrowedAtOnceAndNeverWidened() {
    Session owner = signUp(newEmail());
    Made key = makeKey(owner, "organization:write", "leads:read");
    assertEquals(201, invite(key.secret(), "agent"));

    sure(owner)
        .body(Map.of("scopes", List.of("leads:read"), "name", "reader"))
        .patch("/auth/v1/api-keys/" + key.id())
        .then()
        .statusCode(200)
        .body("name", equalTo("reader"))
        .body("scopes", contains("leads:read"));

    assertEquals(403, invite(key.secret(), "agent"));
    sure(owner)
        .body(Map.of("scopes", List.of("leads:read", "organization:write")))
        .patch("/auth/v1/api-keys/" + key.id())
        .then()
        .statusCode(400);
    assertEquals(1, Stored.events("api_key.changed"));
  }

  @Test
  @Tag("B33")
  void isUsedFromItsAddressesOnly() {
    Session owner = signUp(newEmail());
    Made key = makeKey(owner, Map.of("addresses", List.of("192.0.2.0/24")), "organization:write");

    given()
        .contentType(ContentType.JSON)
        .header("x-api-key", key.secret())
        .body(Map.of("email", newEmail(), "role", "agent"))
        .post("/auth/v1/organization/invitations")
        .then()
        .statusCode(403);
    sure(owner)
        .body(Map.of("addresses", List.of("127.0.0.0/8", "::1")))
        .patch("/auth/v1/api-keys/" + key.id())
        .then()
        .statusCode(200);
    assertEquals(201, invite(key.secret(), "agent"));
  }

  @Test
  void isSeenAndRevokedByAdminsWhoCannotUseIt() {
    Session admin = signUp(newEmail());
    Session member = join(admin, "agent");
    Made key = makeKey(member, "leads:read");

    sure(admin)
        .get("/auth/v1/organization/api-keys")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(key.id()))
        .body("items[0].secret", nullValue());
    as(admin).get("/auth/v1/api-keys").then().statusCode(200).body("items", hasSize(0));
    rotate(admin, key, Map.of()).then().statusCode(403);
    sure(admin)
        .body(Map.of("name", "mine"))
        .patch("/auth/v1/api-keys/" + key.id())
        .then()
        .statusCode(403);
    revoke(admin, key).then().statusCode(204);
    assertFalse(isActive(key));
  }

  @Test
  @Tag("B34")
  void isNotThereForOthers() {
    Session admin = signUp(newEmail());
    Made key = makeKey(join(admin, "agent"), "leads:read");

    for (Session other : List.of(join(admin, "manager"), signUp(newEmail()))) {
      String path = "/auth/v1/api-keys/" + key.id();
      as(other).get("/auth/v1/api-keys").then().statusCode(200).body("items", hasSize(0));
      as(other).get(path).then().statusCode(404);
      revoke(other, key).then().statusCode(404);
      rotate(other, key, Map.of()).then().statusCode(404);
      sure(other).body(Map.of("name", "mine")).patch(path).then().statusCode(404);
    }
    assertTrue(isActive(key));
    as(admin).get("/auth/v1/api-keys/no-id").then().statusCode(404);
  }

  @Test
  void isListedInPages() {
    Session owner = join(signUp(newEmail()), "agent");
    for (int i = 0; i < 3; i++) {
      makeKey(owner, "leads:read");
    }

    JsonPath first = as(owner).get("/auth/v1/api-keys?limit=2").jsonPath();
    JsonPath second =
        as(owner)
            .queryParam("limit", 2)
            .queryParam("cursor", first.getString("next"))
            .get("/auth/v1/api-keys")
            .jsonPath();

    HashSet<String> ids = new HashSet<>(first.getList("items.id", String.class));
    ids.addAll(second.getList("items.id", String.class));
    assertEquals(3, ids.size());
  }

  @Test
  void recordsTheFirstUseAndEachNewNetworkOnce() {
    Made key = makeKey(signUp(newEmail()), "leads:read");

    for (int i = 0; i < 2; i++) {
      introspect(key.secret(), "192.0.2.7");
      introspect(key.secret(), "198.51.100.1");
      introspect(key.secret(), "2001:db8::1");
      introspect(key.secret(), "2001:db8::2");
    }

    assertEquals(1, Stored.events("api_key.first_used"));
    assertEquals(2, Stored.events("api_key.used_from_new_address"));
    assertEquals(1, Stored.count("auth.api_keys where last_used_at is not null"));
  }

  @Test
  @Tag("B45")
  void recordsThatAnExpiredKeyWasRefusedButNotEachTime() {
    Made key = makeKey(signUp(newEmail()), "leads:read");
    Stored.text("update auth.api_keys set expires_at = now() - interval '1 second' returning name");

    for (int i = 0; i < 3; i++) {
      assertFalse(isActive(key));
    }

    assertEquals(1, Stored.events("api_key.refused"));
  }

  @Test
  @Tag("B33")
  void tellsServicesOnlyAndOnlyWithTheScope() {
    Session owner = signUp(newEmail());
    Made key = makeKey(owner, "leads:read");
    Map<String, String> body = Map.of("sha256", "0".repeat(64), "address", "192.0.2.7");

    as(owner).body(body).post("/auth/v1/api-keys/introspect").then().statusCode(403);
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", TestTokens.service("a-service", "members:read").bearer())
        .body(body)
        .post("/auth/v1/api-keys/introspect")
        .then()
        .statusCode(403);
    given()
        .contentType(ContentType.JSON)
        .header("x-api-key", key.secret())
        .body(body)
        .post("/auth/v1/api-keys/introspect")
        .then()
        .statusCode(403);
    assertFalse(isActive("li_test_nobodys"));
  }

  /** An admin besides the first; answers their address. */
  private static String secondAdmin(Session admin) {
    String email = newEmail();
    String token = Members.invite(admin, email, "admin").getString("token");
    signUp(email, Map.of("invitation_token", token));
    return email;
  }
}
