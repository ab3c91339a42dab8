package com.leadignite.auth.testing;

import static io.restassured.RestAssured.given;

import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.contract.HoldToContract;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The service as a client sees it. */
public final class AuthApi {

  /** A password that is good enough. */
  public static final String PASSWORD = "quartz lantern 94 meadow";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private AuthApi() {}

  /** A session as the client keeps it. */
  public record Session(String accessToken, String refreshToken, String userId) {

    static Session of(Response response) {
      return of(response.then().statusCode(200).extract().jsonPath());
    }

    /** The session in an answer. */
    public static Session of(JsonPath json) {
      return new Session(
          Json.text(json, "access_token"),
          Json.text(json, "refresh_token"),
          Json.text(json, "user.id"));
    }

    /** A claim of the access token, or what a path leads to in one. */
    public Object claim(String name) {
      String payload = accessToken.split("\\.", -1)[1];
      String json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
      JsonPath claims = new JsonPath(json);
      return name.matches("\\w+") ? Json.member(claims, name) : claims.get(name);
    }
  }

  /** An address that no other test uses. */
  public static String newEmail() {
    return "person" + ADDRESSES.incrementAndGet() + "@example.com";
  }

  /** A request with a JSON body, as supabase-js makes it. */
  public static RequestSpecification json(Map<String, ?> body) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Supabase-Api-Version", "2024-01-01")
        .body(body);
  }

  /** A request with a bearer token. */
  public static RequestSpecification as(Session session) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Supabase-Api-Version", "2024-01-01")
        .header("Authorization", "Bearer " + session.accessToken());
  }

  /** A request in a person's session, as if they had shown a second factor in it. */
  public static RequestSpecification sure(Session session) {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + sureToken(session));
  }

  /** The token of such a request. */
  public static String sureToken(Session session) {
    return TestTokens.admin()
        .user(UUID.fromString(session.userId()))
        .tenant(UUID.fromString((String) session.claim("tenant_id")))
        .session(UUID.fromString((String) session.claim("session_id")))
        .role(Role.of((String) session.claim("role")).orElseThrow())
        .scopes((String) session.claim("scope"))
        .token();
  }

  /** Signs a new person up. */
  public static Session signUp(String email) {
    return signUp(email, Map.of());
  }

  /** Signs a new person up, with metadata. */
  public static Session signUp(String email, Map<String, ?> data) {
    return Session.of(
        json(Map.of("email", email, "password", PASSWORD, "data", data)).post("/auth/v1/signup"));
  }

  /** Signs in. */
  public static Session signIn(String email) {
    return Session.of(trySignIn(email, PASSWORD));
  }

  /** Tries to sign in. */
  public static Response trySignIn(String email, String password) {
    return json(Map.of("email", email, "password", password))
        .post("/auth/v1/token?grant_type=password");
  }

  /** Tries to sign in from another address of this machine, such as 127.0.0.2. */
  public static HttpResponse<String> trySignInFrom(String address, String email, String password) {
    return from(
        address,
        request("/auth/v1/token?grant_type=password")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"))
            .build());
  }

  /** A request to the service under test. */
  public static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path));
  }

  /** Sends a request from another address of this machine. */
  public static HttpResponse<String> from(String address, HttpRequest request) {
    try (HttpClient client =
        HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build()) {
      return HoldToContract.check(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the service did not answer", e);
    }
  }

  /** Refreshes. */
  public static Session refresh(Session session) {
    return Session.of(tryRefresh(session.refreshToken()));
  }

  /** Tries to refresh. */
  public static Response tryRefresh(String refreshToken) {
    return json(Map.of("refresh_token", refreshToken))
        .post("/auth/v1/token?grant_type=refresh_token");
  }

  /**
   * Tries to sign in, for tests that do so hundreds of times at once: a client lighter than the
   * usual one, and only the status.
   */
  public static int signInStatus(String email, String password) {
    String body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    return status("/auth/v1/token?grant_type=password", body);
  }

  /** Tries to sign up, likewise. */
  public static int signUpStatus(String email, String password) {
    return status(
        "/auth/v1/signup", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
  }

  /** Posts a body as it is, and answers the status; REST Assured would lay it out for its log. */
  public static int status(String path, String body) {
    return status(path, "application/json", body);
  }

  /** The same with a body of any type. */
  public static int status(String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HoldToContract.check(HTTP.send(request, HttpResponse.BodyHandlers.ofString()))
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the service did not answer", e);
    }
  }
}
