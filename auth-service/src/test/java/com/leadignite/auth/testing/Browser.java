package com.leadignite.auth.testing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser with a page of the front end: keeps cookies, and the page its CSRF token. */
public final class Browser {

  /** The origin of the front end. */
  public static final String ORIGIN = "https://app.example.com";

  private final Map<String, String> cookies = new TreeMap<>();
  private String csrfToken = "";

  /** What the page would send, with the cookies. */
  public RequestSpecification request() {
    RequestSpecification request =
        given()
            .contentType(ContentType.JSON)
            .header("X-Supabase-Api-Version", "2024-01-01")
            .header("Origin", ORIGIN)
            .header("Sec-Fetch-Site", "same-site");
    return cookies.isEmpty() ? request : request.header("Cookie", cookieField());
  }

  /** A change of the page, with the CSRF token. */
  public RequestSpecification change() {
    return request().header("X-Csrf-Token", csrfToken);
  }

  /** Signs in or up: posts a body, and asks for cookies. */
  public Response open(String path, Map<String, ?> body) {
    return took(request().header("X-Session-Mode", "cookie").body(body).post(path));
  }

  /** A browser in which a new person signed up. */
  public static Browser signedUp(String email) {
    Browser browser = new Browser();
    browser
        .open("/auth/v1/signup", Map.of("email", email, "password", AuthApi.PASSWORD))
        .then()
        .statusCode(200);
    return browser;
  }

  /** Signs in. */
  public Response signIn(String email) {
    return open(
        "/auth/v1/token?grant_type=password", Map.of("email", email, "password", AuthApi.PASSWORD));
  }

  /** Refreshes. */
  public Response refresh() {
    return took(change().post("/auth/v1/browser/refresh"));
  }

  /** Keeps what an answer sets. */
  public Response took(Response answer) {
    for (String field : answer.headers().getValues("Set-Cookie")) {
      String pair = field.substring(0, field.indexOf(';'));
      String name = pair.substring(0, pair.indexOf('='));
      if (field.contains("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(name.length() + 1));
      }
    }
    if (answer.statusCode() == 200 && answer.body().asString().contains("\"csrf_token\"")) {
      csrfToken = Json.text(answer.jsonPath(), "csrf_token");
    }
    return answer;
  }

  /** The value of a cookie. */
  public String cookie(String name) {
    String value = cookies.get(name);
    assertTrue(value != null, () -> "no " + name + " among " + cookies.keySet());
    return value;
  }

  /** The names of the cookies of the session. */
  public List<String> session() {
    return cookies.keySet().stream().filter(name -> !name.equals("__Host-device")).toList();
  }

  /** All cookies, as a browser sends them. */
  public String cookieField() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  public String csrfToken() {
    return csrfToken;
  }

  /** A copy, as another tab is that sends its request at the same time. */
  public Browser tab() {
    Browser tab = new Browser();
    tab.cookies.putAll(cookies);
    tab.csrfToken = csrfToken;
    return tab;
  }

  /** Loses the access token, as browsers do when it expires. */
  public void expire() {
    cookies.remove("__Host-access");
  }

  /** A claim of the access token. */
  public Object claim(String name) {
    return new AuthApi.Session(cookie("__Host-access"), "", "").claim(name);
  }
}
