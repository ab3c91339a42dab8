package com.leadignite.guard.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.apikey.ApiKeyGrant;
import com.leadignite.guard.apikey.TestingApiKeys;
import com.leadignite.guard.apikey.TestingApiKeys.Made;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.revocation.Revocations;
import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.TestIssuer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class ApiKeyAccessTest {

  private static final Set<String> SCOPES = Set.of("leads:read", "calls:read");
  private static final Duration LONG = Duration.ofSeconds(60);

  @Inject TestingApiKeys keys;
  @Inject Revocations revocations;

  @Test
  void acceptsAKeyInEitherField() {
    Made made = keys.make(Role.USER, SCOPES);
    String owner = made.grant().ownerId().toString();

    bearer("/probe/scoped", made.key()).statusCode(200).body("key", equalTo(owner));
    given()
        .header("x-api-key", made.key())
        .get("/probe/scoped")
        .then()
        .statusCode(200)
        .body("key", equalTo(owner));
    given()
        .header("x-api-key", made.key())
        .header("Authorization", "Bearer " + made.key())
        .get("/probe/scoped")
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("B33")
  void refusesTwoCredentialsThatDiffer() {
    String key = keys.make(Role.USER, SCOPES).key();
    String other = keys.make(Role.USER, SCOPES).key();

    for (String credential : List.of(other, TestIssuer.sign(TestIssuer.person()))) {
      given()
          .header("x-api-key", key)
          .header("Authorization", "Bearer " + credential)
          .get("/probe/scoped")
          .then()
          .statusCode(401)
          .body("type", equalTo("/problems/unauthenticated"));
    }
    given().header("x-api-key", key, key).get("/probe/scoped").then().statusCode(400);
  }

  /** It is what clients of Supabase send along, and means nothing here. */
  @Test
  void doesNotReadSupabasesField() {
    String key = keys.make(Role.USER, SCOPES).key();

    given().header("apikey", key).get("/probe/scoped").then().statusCode(401);
  }

  @Test
  @Tag("B33")
  void refusesAKeyWithoutTheScope() {
    bearer("/probe/scoped", keys.make(Role.USER, Set.of("leads:read")).key())
        .statusCode(403)
        .header(
            "WWW-Authenticate",
            "Bearer error=\"insufficient_scope\", scope=\"" + "calls:read leads:read\"")
        .body("type", equalTo("/problems/insufficient-scope"));
  }

  @Test
  @Tag("B33")
  void refusesAKeyWhereNoScopeIsNamed() {
    for (String path : List.of("/probe/read", "/probe/fresh", "/probe/two-factors")) {
      bearer(path, keys.make(Role.ADMIN, SCOPES).key())
          .statusCode(403)
          .body("detail", equalTo("This is not for API keys."));
    }
  }

  @Test
  @Tag("B33")
  void refusesAKeyFromAnotherAddress() {
    Made made = keys.make(Role.USER, SCOPES, "192.0.2.0/24");

    bearer("/probe/scoped", made.key())
        .statusCode(403)
        .body("type", equalTo("/problems/address-not-allowed"));
  }

  @Test
  @Tag("B25")
  void refusesARevokedKeyAtOnce() {
    Made made = keys.make(Role.USER, SCOPES);
    bearer("/probe/scoped", made.key()).statusCode(200);
    keys.revoke(made.key());

    revocations
        .revokeSessions(
            made.grant().ownerId().toString(), List.of(new SessionId(made.grant().keyId())))
        .await()
        .atMost(LONG);

    bearer("/probe/scoped", made.key()).statusCode(401);
  }

  @Test
  @Tag("B41")
  void looksAKeyUpAgainOnceItsOwnersTokensAreRevoked() {
    Made made = keys.make(Role.USER, SCOPES);
    bearer("/probe/scoped", made.key()).statusCode(200);
    keys.permit(made.key(), narrowed(made.grant(), Set.of("leads:read"), Instant.now().plus(LONG)));

    revocations
        .revokeIssuedUntil(
            made.grant().ownerId().toString(), made.grant().tenantId(), Instant.now())
        .await()
        .atMost(LONG);

    bearer("/probe/scoped", made.key()).statusCode(403);
    assertEquals(2, keys.timesAsked(made.key()));
    bearer("/probe/scoped", made.key()).statusCode(403);
    assertEquals(2, keys.timesAsked(made.key()));
  }

  private static ApiKeyGrant narrowed(ApiKeyGrant grant, Set<String> scopes, Instant readAt) {
    return new ApiKeyGrant(
        grant.keyId(),
        grant.ownerId(),
        grant.tenantId(),
        grant.role(),
        scopes,
        grant.memberSince(),
        grant.email(),
        grant.addresses(),
        grant.expiresAt(),
        readAt);
  }

  private static ValidatableResponse bearer(String path, String key) {
    return given().header("Authorization", "Bearer " + key).get(path).then();
  }
}
