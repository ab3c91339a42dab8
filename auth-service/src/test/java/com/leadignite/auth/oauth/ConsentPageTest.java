package com.leadignite.auth.oauth;

import static com.leadignite.auth.oauth.OAuthApi.CALLBACK;
import static com.leadignite.auth.oauth.OAuthApi.authorize;
import static com.leadignite.auth.oauth.OAuthApi.query;
import static com.leadignite.auth.oauth.OAuthApi.redeem;
import static com.leadignite.auth.oauth.OAuthApi.register;
import static com.leadignite.auth.oauth.OAuthApi.request;
import static com.leadignite.auth.oauth.OAuthApi.show;
import static com.leadignite.auth.oauth.OAuthApi.tryDecide;
import static com.leadignite.auth.oauth.OAuthApi.with;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.oauth.OAuthApi.Registered;
import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Browser;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page that asks, and errors that people are sent to clients with. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class ConsentPageTest {

  private static final String PAGE = "/auth/v1/oauth/consent";
  private static final Pattern LINK = Pattern.compile("content=\"0; url=([^\"]*)\"");
  private final String email = newEmail();
  private final Browser browser = new Browser();

  @Test
  @Tag("B30")
  void aPersonAgreesWithoutAnyScript() {
    Registered client = client(Map.of("name", "<b>Dial</b> \"er\""));
    String id = asked(client);

    given()
        .get(PAGE + "?authorization_id=" + id)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .body(containsString("url=" + PAGE + "/" + id + "\""));
    String page =
        page("same-origin", id)
            .then()
            .statusCode(200)
            .contentType(startsWith("text/html"))
            .header(
                "Content-Security-Policy",
                equalTo(
                    "default-src 'none'; form-action 'self'; frame-ancestors 'none';"
                        + " base-uri 'none'"))
            .header("X-Frame-Options", equalTo("deny"))
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .asString();
    assertTrue(page.contains("&lt;b&gt;Dial&lt;/b&gt; &quot;er&quot;"), page);
    assertTrue(page.contains("<b id=\"host\">partner.example</b>"), page);
    assertTrue(page.contains("<li>See leads</li>"), page);
    assertTrue(page.contains(email), page);

    String to = leadsTo(decided(id, "approve"));

    assertTrue(to.startsWith(CALLBACK + "?"), to);
    redeem(client, query(to).get("code")).then().statusCode(200);
    assertEquals(
        1,
        Stored.count(
            "auth.outbox where event like '%\"oauth.consent.approved\"%' and tenant_id is not null"));
    decided(id, "approve").then().statusCode(404);
  }

  @Test
  void aPersonRefuses() {
    String id = asked(client(Map.of()));
    page("same-origin", id).then().statusCode(200);

    Map<String, String> answer = query(leadsTo(decided(id, "deny")));

    assertEquals("access_denied", answer.get("error"));
  }

  @Test
  @Tag("B26")
  void noOtherPageDecides() {
    String id = asked(client(Map.of()));
    page("same-origin", id).then().statusCode(200);

    form("cross-site", browser.csrfToken(), "approve").post(PAGE + "/" + id).then().statusCode(403);
    form("same-site", browser.csrfToken(), "approve").post(PAGE + "/" + id).then().statusCode(403);
    form("none", browser.csrfToken(), "approve").post(PAGE + "/" + id).then().statusCode(403);
    form("same-origin", "another", "approve").post(PAGE + "/" + id).then().statusCode(403);
    form("same-origin", "", "approve").post(PAGE + "/" + id).then().statusCode(403);
    form("same-origin", browser.csrfToken(), "else").post(PAGE + "/" + id).then().statusCode(400);
    page("cross-site", id).then().statusCode(403);

    assertTrue(leadsTo(decided(id, "approve")).contains("code="));
  }

  @Test
  @Tag("B25")
  void whoeverIsNotSignedInGoesThereFirst() {
    String id = asked(client(Map.of()));
    String signIn =
        "https://app.example.com?return_to=https%3A%2F%2Fapp.example.com%2Fauth%2Fv1%2Foauth"
            + "%2Fconsent%3Fauthorization_id%3D"
            + id;

    for (RequestSpecification nobody :
        List.of(
            given(),
            given().header("Cookie", "__Host-access=nonsense"),
            given().header("Cookie", "__Host-access=" + clientToken()))) {
      nobody
          .redirects()
          .follow(false)
          .get(PAGE + "/" + id)
          .then()
          .statusCode(303)
          .header("Location", equalTo(signIn));
    }
    page("same-origin", id).then().statusCode(200);
    Aged.sessions(Duration.ofMinutes(6));
    browser.refresh().then().statusCode(200);
    assertEquals(signIn, leadsTo(decided(id, "approve")));
    browser.change().post("/auth/v1/logout?scope=local").then().statusCode(204);
    page("same-origin", id).then().statusCode(303).header("Location", equalTo(signIn));
    assertEquals(signIn, leadsTo(decided(id, "approve")));
  }

  /** RFC 9700, section 4.11.2: anybody can register a client, and would send people away by us. */
  @Test
  @Tag("B19")
  void aFaultIsToldToTheClientWhenAPersonOfItsOrganizationHasSignedIn() {
    Registered client = client(Map.of());
    Session stranger = signUp(newEmail());
    String id =
        query(
                authorize(with(request(client, "leads:read"), "response_type", "token"))
                    .then()
                    .statusCode(303)
                    .header("Location", not(containsString("partner.example")))
                    .extract())
            .get("authorization_id");

    given()
        .redirects()
        .follow(false)
        .get(PAGE + "/" + id)
        .then()
        .statusCode(303)
        .header("Location", startsWith("https://app.example.com?return_to="));
    show(stranger, id).then().statusCode(404).header("Location", nullValue());
    tryDecide(stranger, id, "deny").then().statusCode(404);

    page("same-origin", id)
        .then()
        .statusCode(303)
        .header("Location", startsWith(CALLBACK + "?error=unsupported_response_type"));
    assertTrue(leadsTo(decided(id, "approve")).contains("error=unsupported_response_type"));
  }

  /** A form's redirect would be held to the page's rules, on every site that it leads over. */
  private static String leadsTo(Response answer) {
    String page =
        answer.then().statusCode(200).header("Location", nullValue()).extract().asString();
    Matcher link = LINK.matcher(page);
    assertTrue(link.find(), page);
    return link.group(1).replace("&amp;", "&");
  }

  private Registered client(Map<String, ?> more) {
    browser
        .open("/auth/v1/signup", Map.of("email", email, "password", AuthApi.PASSWORD))
        .then()
        .statusCode(200);
    return register(AuthApi.signIn(email), more, "leads:read");
  }

  private static String clientToken() {
    return OAuthApi.credentials(OAuthApi.machine(signUp(newEmail()), "leads:read"))
        .then()
        .extract()
        .path("access_token");
  }

  private static String asked(Registered client) {
    return OAuthApi.ask(client, "leads:read");
  }

  private Response page(String site, String id) {
    return given()
        .header("Cookie", browser.cookieField())
        .header("Sec-Fetch-Site", site)
        .redirects()
        .follow(false)
        .get(PAGE + "/" + id);
  }

  private Response decided(String id, String action) {
    return form("same-origin", browser.csrfToken(), action).post(PAGE + "/" + id);
  }

  private RequestSpecification form(String site, String csrfToken, String action) {
    return OAuthApi.form(Map.of("csrf_token", csrfToken, "action", action))
        .header("Cookie", browser.cookieField())
        .header("Sec-Fetch-Site", site)
        .header("Origin", "null")
        .redirects()
        .follow(false);
  }
}
