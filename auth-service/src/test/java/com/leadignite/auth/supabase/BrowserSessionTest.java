package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Browser;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions in cookies: how they begin, go on and end, and who else would like to use them. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B26")
class BrowserSessionTest {

  private static final List<String> BOTH = List.of("__Host-access", "__Host-refresh");
  private static final String SIGN_IN = "/auth/v1/token?grant_type=password";

  @Test
  @Tag("B32")
  void setsTheTokensAsCookiesThatNoScriptReadsAndAnswersNone() {
    String email = newEmail();
    signUp(email);
    Browser browser = new Browser();

    Response answer = browser.signIn(email);

    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("token_type", equalTo("cookie"))
        .body("user.email", equalTo(email))
        .body("expires_in", equalTo(900))
        .body("access_token", nullValue())
        .body("refresh_token", nullValue());
    List<String> fields =
        answer.headers().getValues("Set-Cookie").stream()
            .filter(field -> !field.startsWith("__Host-device="))
            .toList();
    assertEquals(2, fields.size());
    for (String field : fields) {
      assertTrue(field.contains("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age="), field);
    }
    for (String name : BOTH) {
      assertTrue(!answer.asString().contains(browser.cookie(name)));
    }
    browser.request().get("/auth/v1/user").then().statusCode(200).body("email", equalTo(email));
  }

  /** Browsers drop longer cookies without a word. */
  @Test
  void setsNoCookieThatIsTooLongForABrowser() {
    Browser browser = new Browser();
    String text = "\u00e9".repeat(1_900);

    browser
        .open(
            "/auth/v1/signup",
            Map.of("email", newEmail(), "password", PASSWORD, "data", Map.of("text", text)))
        .then()
        .statusCode(200)
        .body("user.user_metadata.text", equalTo(text));

    assertTrue("__Host-access=".length() + browser.cookie("__Host-access").length() <= 4096);
    browser.request().get("/auth/v1/user").then().statusCode(200);
  }

  @Test
  void movesTheTokensOfEveryOperationThatAnswersASession() {
    String email = newEmail();
    Browser signedUp = Browser.signedUp(email);
    assertEquals(BOTH, signedUp.session());
    Session bearer = signUp(newEmail());
    Browser refreshed = new Browser();
    refreshed
        .open(
            "/auth/v1/token?grant_type=refresh_token",
            Map.of("refresh_token", bearer.refreshToken()))
        .then()
        .statusCode(200)
        .body("refresh_token", nullValue());
    assertEquals(bearer.claim("session_id"), refreshed.claim("session_id"));
  }

  /** A script of the page, ours or not, does not get tokens by leaving the field out. */
  @Test
  void keepsTheTokensInCookiesIfThatIsWhereTheyCameFrom() {
    Browser browser = Browser.signedUp(newEmail());
    Session inCookies = new Session(browser.cookie("__Host-access"), "", "");
    App app = App.enroll(inCookies);
    String challenge =
        browser
            .change()
            .post("/auth/v1/factors/" + app.id() + "/challenge")
            .then()
            .statusCode(200)
            .extract()
            .path("id");

    Response verified =
        browser.took(
            browser
                .change()
                .body(Map.of("challenge_id", challenge, "code", app.code(0)))
                .post("/auth/v1/factors/" + app.id() + "/verify"));

    verified
        .then()
        .statusCode(200)
        .body("token_type", equalTo("cookie"))
        .body("access_token", nullValue())
        .body("refresh_token", nullValue());
    assertEquals("aal2", browser.claim("aal"));
  }

  @ParameterizedTest
  @CsvSource({
    ", ",
    "https://evil.example, cross-site",
    "https://evil.example.com, same-site",
    "null, cross-site",
    "https://app.example.com, cross-site"
  })
  void opensNoSessionInCookiesForPagesThatAreNotOfTheFrontEnd(String origin, String site) {
    String email = newEmail();
    signUp(email);
    long before = Stored.count("auth.sessions");
    var request =
        given()
            .contentType(ContentType.JSON)
            .header("X-Session-Mode", "cookie")
            .body(Map.of("email", email, "password", PASSWORD));
    if (origin != null) {
      request.header("Origin", origin).header("Sec-Fetch-Site", site);
    }

    refused(request.post(SIGN_IN).then().header("Set-Cookie", nullValue()));

    assertEquals(before, Stored.count("auth.sessions"));
  }

  @Test
  void readsOneModeAndNoForms() {
    Map<String, String> body = Map.of("email", newEmail(), "password", PASSWORD);
    given()
        .contentType(ContentType.JSON)
        .header("Origin", Browser.ORIGIN)
        .header("X-Session-Mode", "cookies")
        .body(body)
        .post(SIGN_IN)
        .then()
        .statusCode(400);
    given()
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .header("Origin", Browser.ORIGIN)
        .header("X-Session-Mode", "cookie")
        .formParam("username", newEmail())
        .formParam("password", PASSWORD)
        .post(SIGN_IN)
        .then()
        .statusCode(415);
  }

  /** Whatever cookies the browser had before, or somebody put there. */
  @Test
  @Tag("B24")
  void beginsANewSessionAtEverySignIn() {
    String email = newEmail();
    Browser browser = Browser.signedUp(email);
    Object planted = browser.claim("session_id");
    String token = browser.csrfToken();

    browser.signIn(email).then().statusCode(200);

    assertNotEquals(planted, browser.claim("session_id"));
    assertNotEquals(token, browser.csrfToken());
  }

  /** Else it would live on, and nobody would have the cookies to sign out of it. */
  @ParameterizedTest
  @Tag("B24")
  @ValueSource(booleans = {true, false})
  void endsTheSessionWhoseCookiesASignInReplaces(boolean samePerson) {
    String email = newEmail();
    String other = newEmail();
    signUp(other);
    Browser browser = Browser.signedUp(email);
    Browser before = browser.tab();

    browser.signIn(samePerson ? email : other).then().statusCode(200);

    before.refresh().then().statusCode(400);
    browser.request().get("/auth/v1/user").then().statusCode(200);
    browser.refresh().then().statusCode(200);
    assertEquals(1, Stored.count("auth.sessions where end_reason = 'replaced'"));
    assertEquals(1, Stored.events("auth.session.ended"));
  }

  @Test
  void endsNoSessionThatItsOwnTokenMovesIntoCookies() {
    Browser browser = Browser.signedUp(newEmail());

    browser
        .open(
            "/auth/v1/token?grant_type=refresh_token",
            Map.of("refresh_token", browser.cookie("__Host-refresh")))
        .then()
        .statusCode(200);

    browser.refresh().then().statusCode(200);
    assertEquals(0, Stored.count("auth.sessions where ended_at is not null"));
  }

  @Test
  void readsThatChangeSomethingNeedTheTokenOfTheSession() {
    Browser browser = Browser.signedUp(newEmail());

    for (String path :
        List.of("/auth/v1/reauthenticate", "/auth/v1/user/identities/authorize?provider=alpha")) {
      refused(browser.request().get(path).then());
      // As the link of a mail does in a browser without Fetch Metadata.
      refused(given().header("Cookie", browser.cookieField()).get(path).then());
    }

    assertEquals(0, Stored.count("auth.mails where kind = 'reauthentication'"));
    browser.change().get("/auth/v1/reauthenticate").then().statusCode(200);
  }

  @Test
  void changesNothingWithoutTheTokenOfTheSession() {
    Browser browser = Browser.signedUp(newEmail());
    Browser another = Browser.signedUp(newEmail());
    Map<String, ?> change = Map.of("data", Map.of("theme", "dark"));

    refused(browser.request().body(change).put("/auth/v1/user").then());
    refused(
        browser
            .request()
            .header("X-Csrf-Token", another.csrfToken())
            .body(change)
            .put("/auth/v1/user")
            .then());
    // As a form of a page that is not ours would send it.
    refused(
        given()
            .contentType("text/plain")
            .header("Cookie", browser.cookieField())
            .header("Origin", Browser.ORIGIN)
            .body("{\"data\":{\"theme\":\"dark\"}}")
            .put("/auth/v1/user")
            .then());
    refused(browser.request().post("/auth/v1/logout").then().header("Set-Cookie", nullValue()));

    browser.change().body(change).put("/auth/v1/user").then().statusCode(200);
  }

  @Test
  void tellsAPageThatWasJustLoadedItsToken() {
    Browser browser = Browser.signedUp(newEmail());

    browser
        .request()
        .get("/auth/v1/browser/csrf-token")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", Browser.ORIGIN)
        .body("csrf_token", equalTo(browser.csrfToken()))
        .body("user_id", equalTo(browser.claim("sub")))
        .body("tenant_id", equalTo(browser.claim("tenant_id")));
    refused(
        given()
            .header("Cookie", browser.cookieField())
            .header("Origin", "https://evil.example")
            .get("/auth/v1/browser/csrf-token")
            .then()
            .header("Access-Control-Allow-Origin", nullValue()));
    new Browser()
        .request()
        .get("/auth/v1/browser/csrf-token")
        .then()
        .statusCode(400)
        .body("code", equalTo("refresh_token_not_found"));
  }

  @Test
  void refreshesByTheCookie() {
    Browser browser = Browser.signedUp(newEmail());
    Object session = browser.claim("session_id");
    String access = browser.cookie("__Host-access");
    String refresh = browser.cookie("__Host-refresh");

    browser
        .refresh()
        .then()
        .statusCode(200)
        .body("refresh_token", nullValue())
        .body("tenant_id", equalTo(browser.claim("tenant_id")));

    assertEquals(session, browser.claim("session_id"));
    assertNotEquals(access, browser.cookie("__Host-access"));
    assertNotEquals(refresh, browser.cookie("__Host-refresh"));
    browser.request().get("/auth/v1/user").then().statusCode(200);
  }

  @Test
  void refreshesForNoOtherPage() {
    Browser browser = Browser.signedUp(newEmail());
    Browser another = Browser.signedUp(newEmail());
    String path = "/auth/v1/browser/refresh";

    refused(browser.request().post(path).then());
    refused(browser.request().header("X-Csrf-Token", another.csrfToken()).post(path).then());
    refused(
        given()
            .header("Cookie", browser.cookieField())
            .header("Origin", "https://evil.example")
            .header("X-Csrf-Token", browser.csrfToken())
            .post(path)
            .then());

    browser.refresh().then().statusCode(200);
  }

  @Test
  @Tag("B16")
  void refreshesInTwoTabsAtATime() {
    Browser one = Browser.signedUp(newEmail());
    Browser other = one.tab();

    one.refresh().then().statusCode(200);
    other.refresh().then().statusCode(200);

    assertEquals(one.cookie("__Host-refresh"), other.cookie("__Host-refresh"));
    one.refresh().then().statusCode(200);
  }

  @Test
  void refusesTwoCookiesOfOneName() {
    Browser browser = Browser.signedUp(newEmail());
    Browser planted = Browser.signedUp(newEmail());
    String both = browser.cookieField() + "; " + planted.cookieField();

    for (String path : List.of("/auth/v1/user", "/auth/v1/browser/csrf-token")) {
      given().header("Cookie", both).get(path).then().statusCode(400);
    }
    given()
        .header("Cookie", both)
        .header("X-Csrf-Token", browser.csrfToken())
        .post("/auth/v1/browser/refresh")
        .then()
        .statusCode(400);
    long before = Stored.count("auth.sessions");
    given()
        .contentType(ContentType.JSON)
        .header("Origin", Browser.ORIGIN)
        .header("X-Session-Mode", "cookie")
        .header("Cookie", both)
        .body(Map.of("email", newEmail(), "password", PASSWORD))
        .post("/auth/v1/signup")
        .then()
        .statusCode(400);
    assertEquals(before, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B17")
  void clearsTheCookiesOfASessionThatIsOver() {
    Browser browser = Browser.signedUp(newEmail());
    Browser thief = browser.tab();
    browser.refresh().then().statusCode(200);
    browser.refresh().then().statusCode(200);

    thief.refresh().then().statusCode(400);
    assertEquals(List.of(), thief.session());

    browser.refresh().then().statusCode(400);
    assertEquals(List.of(), browser.session());
  }

  @Test
  void signsOutInAllTabs() {
    Browser browser = Browser.signedUp(newEmail());
    Browser tab = browser.tab();

    browser.took(browser.change().post("/auth/v1/logout")).then().statusCode(204);

    assertEquals(List.of(), browser.session());
    tab.request().get("/auth/v1/user").then().statusCode(403);
    tab.refresh().then().statusCode(400);
  }

  /** Or the next person at a shared computer would be signed in. */
  @Test
  void signsOutAfterTheAccessTokenHasExpired() {
    Browser browser = Browser.signedUp(newEmail());
    Browser other = Browser.signedUp(newEmail());
    Browser tab = browser.tab();
    browser.expire();
    String path = "/auth/v1/browser/logout";
    refused(browser.request().post(path).then().header("Set-Cookie", nullValue()));
    refused(browser.request().header("X-Csrf-Token", other.csrfToken()).post(path).then());

    browser.took(browser.change().post(path)).then().statusCode(204);

    assertEquals(List.of(), browser.session());
    tab.request().get("/auth/v1/user").then().statusCode(403);
    tab.tab().refresh().then().statusCode(400);
    Response known = tab.took(tab.request().get("/auth/v1/browser/csrf-token"));
    known.then().statusCode(400);
    assertEquals(List.of(), tab.session());
    browser.change().post(path).then().statusCode(204);
  }

  @Test
  void keepsTheCookiesIfOthersAreSignedOut() {
    String email = newEmail();
    Browser browser = Browser.signedUp(email);
    Browser other = new Browser();
    other.signIn(email).then().statusCode(200);

    browser.took(browser.change().post("/auth/v1/logout?scope=others")).then().statusCode(204);

    assertEquals(BOTH, browser.session());
    browser.request().get("/auth/v1/user").then().statusCode(200);
    other.request().get("/auth/v1/user").then().statusCode(403);
  }

  /** supabase-js on a page next to us sends the cookies of another session along. */
  @Test
  void answersTokensToWhoShowsOne() {
    Session bearer = signUp(newEmail());
    Browser browser = Browser.signedUp(newEmail());

    as(bearer)
        .header("Cookie", browser.cookieField())
        .get("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("id", equalTo(bearer.userId()));
    as(bearer)
        .header("Cookie", browser.cookieField())
        .body(Map.of("refresh_token", bearer.refreshToken()))
        .post("/auth/v1/token?grant_type=refresh_token")
        .then()
        .statusCode(200)
        .body("access_token", not(nullValue()))
        .header("Set-Cookie", nullValue());
  }

  private static void refused(ValidatableResponse answer) {
    answer.statusCode(403).body("type", equalTo("/problems/cross-site-request"));
  }
}
