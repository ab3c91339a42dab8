package com.leadignite.auth.apikey;

import static com.leadignite.auth.testing.AuthApi.sure;
import static io.restassured.RestAssured.given;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Json;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** API keys as their owners, machines and services use them. */
final class ApiKeysApi {

  private ApiKeysApi() {}

  /** A key that was just made. */
  record Made(String id, String secret) {

    static Made of(JsonPath json) {
      return new Made(Json.text(json, "key.id"), Json.text(json, "secret"));
    }
  }

  static Response tryCreate(Session owner, Map<String, ?> more, String... scopes) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "exporter", "scopes", List.of(scopes)));
    body.putAll(more);
    return sure(owner).body(body).post("/auth/v1/api-keys");
  }

  static Made makeKey(Session owner, String... scopes) {
    return makeKey(owner, Map.of(), scopes);
  }

  static Made makeKey(Session owner, Map<String, ?> more, String... scopes) {
    return Made.of(tryCreate(owner, more, scopes).then().statusCode(201).extract().jsonPath());
  }

  static Response rotate(Session owner, Made key, Map<String, ?> body) {
    return sure(owner).body(body).post("/auth/v1/api-keys/" + key.id() + "/rotate");
  }

  static Response revoke(Session caller, Made key) {
    return AuthApi.as(caller).delete("/auth/v1/api-keys/" + key.id());
  }

  /** What auth-service tells another service of a key that was used from there. */
  static JsonPath introspect(String secret, String address) {
    return given()
        .contentType(ContentType.JSON)
        .header(
            "Authorization", TestTokens.service("leads-service", "api-keys:introspect").bearer())
        .body(Map.of("sha256", Sha256.hex(secret), "address", address))
        .post("/auth/v1/api-keys/introspect")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static JsonPath introspect(Made key) {
    return introspect(key.secret(), "192.0.2.7");
  }

  static boolean isActive(String secret) {
    return introspect(secret, "192.0.2.7").getBoolean("active");
  }

  static boolean isActive(Made key) {
    return isActive(key.secret());
  }

  /** A request of a machine to the one kind of endpoint here that keys may call. */
  static int invite(String secret, String role) {
    return given()
        .contentType(ContentType.JSON)
        .header("x-api-key", secret)
        .body(Map.of("email", AuthApi.newEmail(), "role", role))
        .post("/auth/v1/organization/invitations")
        .statusCode();
  }
}
