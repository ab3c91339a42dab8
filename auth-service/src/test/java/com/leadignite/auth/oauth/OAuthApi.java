package com.leadignite.auth.oauth;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.sure;
import static io.restassured.RestAssured.given;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Json;
import com.leadignite.guard.hash.Sha256;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The OAuth server as partners, their clients and the people in between see it. */
final class OAuthApi {

  static final String CALLBACK = "https://partner.example/callback";
  static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-standard-0123456789";
  static final String CHALLENGE =
      Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(VERIFIER));
  static final String TOKEN = "/auth/v1/oauth/token";
  static final String INVITATIONS = "/auth/v1/organization/invitations";
  private static final String ISSUER = "https://app.example.com/auth/v1";

  private OAuthApi() {}

  /** A client that was just registered. */
  record Registered(String id, String secret) {}

  static Response tryRegister(Session admin, Map<String, ?> more, String... scopes) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "Partner", "scopes", List.of(scopes)));
    body.put("redirect_uris", List.of(CALLBACK));
    body.putAll(more);
    return sure(admin).body(body).post("/auth/v1/oauth/clients");
  }

  static Registered register(Session admin, Map<String, ?> more, String... scopes) {
    JsonPath made = tryRegister(admin, more, scopes).then().statusCode(201).extract().jsonPath();
    return new Registered(Json.text(made, "client.client_id"), Json.text(made, "client_secret"));
  }

  /** One that asks for itself. */
  static Registered machine(Session admin, String... scopes) {
    return register(
        admin,
        Map.of("grant_types", List.of("client_credentials"), "redirect_uris", List.of()),
        scopes);
  }

  /** One on people's devices. */
  static Registered app(Session admin, String... scopes) {
    return register(admin, Map.of("token_endpoint_auth_method", "none"), scopes);
  }

  /** Changes a client. */
  static void change(Session admin, Registered client, Map<String, ?> members) {
    sure(admin).body(members).patch("/auth/v1/oauth/clients/" + client.id()).then().statusCode(200);
  }

  /** Replaces a client's secret. */
  static Registered rotate(Session admin, Registered client, int overlapSeconds) {
    return new Registered(
        client.id(),
        sure(admin)
            .body(Map.of("overlap_seconds", overlapSeconds))
            .post("/auth/v1/oauth/clients/" + client.id() + "/rotate")
            .then()
            .statusCode(200)
            .extract()
            .path("client_secret"));
  }

  /** The same session, as if a second factor had been shown in it. */
  static Session factored(Session session) {
    return new Session(AuthApi.sureToken(session), session.refreshToken(), session.userId());
  }

  /** For whom a client acts that asks for itself. */
  static Object subject(Registered client) {
    return claim(credentials(client).then().statusCode(200).extract().path("access_token"), "sub");
  }

  static RequestSpecification form(Map<String, String> fields) {
    return given()
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .formParams(fields);
  }

  static RequestSpecification by(Registered client, Map<String, String> fields) {
    return client.secret() == null
        ? form(with(fields, "client_id", client.id()))
        : form(fields).auth().preemptive().basic(client.id(), client.secret());
  }

  static Map<String, String> with(Map<String, String> fields, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return more;
  }

  static Response credentials(Registered client) {
    return by(client, Map.of("grant_type", "client_credentials")).post(TOKEN);
  }

  static Map<String, String> request(Registered client, String scope) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("client_id", client.id());
    asked.put("response_type", "code");
    asked.put("redirect_uri", CALLBACK);
    asked.put("scope", scope);
    asked.put("state", "xyz");
    asked.put("code_challenge", CHALLENGE);
    asked.put("code_challenge_method", "S256");
    return asked;
  }

  static Response authorize(Map<String, String> asked) {
    return given().redirects().follow(false).queryParams(asked).get("/auth/v1/oauth/authorize");
  }

  /** Begins a request; answers the id that the page decides by. */
  static String ask(Registered client, String scope) {
    return query(authorize(request(client, scope)).then().statusCode(303).extract())
        .get("authorization_id");
  }

  static Map<String, String> query(ExtractableResponse<Response> answer) {
    return query(answer.header("Location"));
  }

  static Map<String, String> query(String address) {
    Map<String, String> query = new HashMap<>();
    for (String each : URI.create(address).getRawQuery().split("&", -1)) {
      String[] pair = each.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  static Response tryDecide(Session person, String id, String action) {
    return as(person)
        .body(Map.of("action", action))
        .post("/auth/v1/oauth/authorizations/" + id + "/consent");
  }

  static Response show(Session person, String id) {
    return as(person).get("/auth/v1/oauth/authorizations/" + id);
  }

  /** Agrees; answers the code. */
  static String code(Session person, Registered client, String scope) {
    String id = ask(client, scope);
    Map<String, String> answer =
        query(
            tryDecide(person, id, "approve")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("redirect_url"));
    if (!ISSUER.equals(answer.get("iss")) || !"xyz".equals(answer.get("state"))) {
      throw new IllegalStateException("an answer without its issuer or state");
    }
    return answer.get("code");
  }

  static Map<String, String> exchange(String code) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        CALLBACK,
        "code_verifier",
        VERIFIER);
  }

  static Response redeem(Registered client, String code) {
    return by(client, exchange(code)).post(TOKEN);
  }

  static JsonPath tokens(Session person, Registered client, String scope) {
    return redeem(client, code(person, client, scope)).then().statusCode(200).extract().jsonPath();
  }

  static Map<String, String> refreshing(String refreshToken) {
    return Map.of("grant_type", "refresh_token", "refresh_token", refreshToken);
  }

  static Response refresh(Registered client, String refreshToken) {
    return by(client, refreshing(refreshToken)).post(TOKEN);
  }

  /** Asks for tokens that are bound to a key. */
  static Response bound(Registered client, Map<String, String> asked, ClientKey key) {
    return by(client, asked)
        .header("DPoP", key.signProof(ClientKey.proof("POST", TOKEN)))
        .post(TOKEN);
  }

  /** A claim of an access token. */
  static Object claim(String token, String name) {
    return new Session(token, "", "").claim(name);
  }

  /** Uses a token at the one kind of endpoint here that clients reach. */
  static int use(String token) {
    return use(given().header("Authorization", "Bearer " + token));
  }

  /** Uses one that is bound to a key there, with a proof. */
  static int use(String token, String proof) {
    return use(given().header("Authorization", "DPoP " + token).header("DPoP", proof));
  }

  private static int use(RequestSpecification shown) {
    return shown
        .contentType(ContentType.JSON)
        .body(Map.of("email", AuthApi.newEmail(), "role", "agent"))
        .post(INVITATIONS)
        .statusCode();
  }
}
