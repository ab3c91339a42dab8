package com.leadignite.auth.supabase;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class DiscoveryResourceTest {

  private static Map<String, Object> body(String path) {
    return given()
        .get("/auth/v1" + path)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .extract()
        .jsonPath()
        .getMap("");
  }

  @Test
  void saysThatItIsUp() {
    assertEquals(
        Map.of(
            "version",
            "v1",
            "name",
            "auth-service",
            "description",
            "Lead Ignite's users, sessions and keys"),
        body("/health"));
  }

  @Test
  void saysWhatItOffers() {
    Map<String, Object> external = new TreeMap<>();
    for (String provider :
        ("anonymous_users apple azure bitbucket discord facebook figma fly github gitlab google"
                + " kakao keycloak linkedin linkedin_oidc notion phone slack slack_oidc spotify"
                + " twitch twitter workos zoom")
            .split(" ", -1)) {
      external.put(provider, false);
    }
    external.put("email", true);

    assertEquals(
        Map.of(
            "external",
            external,
            "disable_signup",
            false,
            "mailer_autoconfirm",
            true,
            "phone_autoconfirm",
            false,
            "sms_provider",
            "",
            "saml_enabled",
            false),
        body("/settings"));
  }

  @Test
  void publishesTheEndpoints() {
    String issuer = "https://app.example.com/auth/v1";

    assertEquals(
        Map.of(
            "issuer",
            issuer,
            "token_endpoint",
            issuer + "/token",
            "jwks_uri",
            issuer + "/.well-known/jwks.json",
            "grant_types_supported",
            List.of("password", "refresh_token", "client_credentials"),
            "response_types_supported",
            List.of(),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("ES256"),
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic", "none")),
        body("/.well-known/openid-configuration"));
  }

  @Test
  void promisesNoGrantThatAFormIsRefused() {
    List<?> grants =
        (List<?>) body("/.well-known/openid-configuration").get("grant_types_supported");

    for (Object grant : grants) {
      String error =
          given()
              .formParam("grant_type", grant)
              .formParam("username", "nobody@example.com")
              .formParam("password", "no password of anybody")
              .formParam("refresh_token", "A".repeat(43))
              .post("/auth/v1/token")
              .jsonPath()
              .getString("error");
      assertTrue(Set.of("invalid_grant", "invalid_client").contains(error), grant + ": " + error);
    }
  }

  @Test
  void publishesKeysAndNothingOfTheirPrivateHalves() {
    Map<String, Object> jwks = body("/.well-known/jwks.json");

    assertEquals(Set.of("keys"), jwks.keySet());
    List<?> keys = (List<?>) jwks.get("keys");
    assertTrue(keys.size() >= 2, jwks.toString());
    for (Object each : keys) {
      Map<?, ?> key = (Map<?, ?>) each;
      assertEquals(Set.of("kty", "crv", "kid", "use", "alg", "x", "y"), key.keySet());
      assertEquals(
          List.of("EC", "P-256", "sig", "ES256"),
          List.of(key.get("kty"), key.get("crv"), key.get("use"), key.get("alg")));
    }
  }
}
