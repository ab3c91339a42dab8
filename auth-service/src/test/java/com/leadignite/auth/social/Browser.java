package com.leadignite.auth.social;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.TestProvider;
import com.leadignite.auth.testing.TestProvider.Person;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;

/** A browser at a client of ours, which keeps cookies. */
final class Browser {

  static final String SITE = "https://app.example.com/welcome";
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Opens {@code /authorize}; answers where it redirects to. */
  String authorize(String provider, boolean pkce) {
    Response answer =
        given()
            .redirects()
            .follow(false)
            .queryParams(asked(provider, pkce))
            .get("/auth/v1/authorize");
    answer.then().statusCode(302);
    keep(answer);
    return answer.header("Location");
  }

  /** Asks for the address that links a provider; answers it. */
  String link(Session session, String provider, boolean pkce) {
    Response answer =
        AuthApi.as(session)
            .queryParams(asked(provider, pkce))
            .queryParam("skip_http_redirect", "true")
            .get("/auth/v1/user/identities/authorize");
    answer.then().statusCode(200);
    keep(answer);
    return answer.path("url");
  }

  private static Map<String, String> asked(String provider, boolean pkce) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("provider", provider);
    asked.put("redirect_to", SITE);
    if (pkce) {
      asked.put("code_challenge", CHALLENGE);
      asked.put("code_challenge_method", "s256");
    }
    return asked;
  }

  private void keep(Response answer) {
    cookies.putAll(answer.cookies());
  }

  /** A cookie that it keeps. */
  String cookie(String name) {
    return String.valueOf(cookies.get(name));
  }

  /** Comes back from a provider. */
  Response callback(Map<String, String> back) {
    RequestSpecification request =
        given().redirects().follow(false).cookies(cookies).queryParams(back);
    return keepDevice(request.get("/auth/v1/callback"));
  }

  private Response keepDevice(Response answer) {
    answer
        .cookies()
        .forEach((name, value) -> {
          if (name.equals("__Host-device")) {
            cookies.put(name, value);
          }
        });
    return answer;
  }

  /** Where the browser lands. */
  String landing(Map<String, String> back) {
    String landing = callback(back).then().statusCode(303).extract().header("Location");
    assertTrue(landing.startsWith(SITE), landing);
    return landing;
  }

  /** Signs in with PKCE; answers the session as the client gets it. */
  JsonPath signIn(String name, TestProvider provider, Person person) {
    String landing = landing(provider.signIn(authorize(name, true), person));
    Response answer = keepDevice(exchange(code(landing), VERIFIER));
    return answer.then().statusCode(200).extract().jsonPath();
  }

  /** The error code that a sign-in leads to. */
  String refusal(String name, TestProvider provider, Person person) {
    return parameters(landing(provider.signIn(authorize(name, true), person)))
        .getOrDefault("error_code", "none");
  }

  static Response exchange(String code, String verifier) {
    return AuthApi.json(Map.of("auth_code", code, "code_verifier", verifier))
        .post("/auth/v1/token?grant_type=pkce");
  }

  static String code(String landing) {
    return parameters(landing).get("code");
  }

  /** The parameters of an address, of its query or else of its fragment. */
  static Map<String, String> parameters(String landing) {
    int from = landing.indexOf('?') < 0 ? landing.indexOf('#') : landing.indexOf('?');
    String query = landing.substring(from + 1);
    return TestProvider.form(query.contains("#") ? query.substring(0, query.indexOf('#')) : query);
  }
}
