package com.leadignite.auth.social;

import static com.leadignite.auth.social.SocialSignInTest.idToken;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.TestProvider;
import com.leadignite.auth.testing.TestProvider.Misbehaviour;
import com.leadignite.auth.testing.TestProvider.Person;
import com.leadignite.auth.testing.TestProviders;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is tampered with on the way to a provider and back. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(TestProviders.class)
@ExtendWith(CleanDatabase.class)
class SocialAttackTest {

  private static final int MANY = 50;

  TestProviders providers;

  private final Browser browser = new Browser();

  @AfterEach
  void behave() {
    providers.alpha().behave();
  }

  private Map<String, String> signedIn() {
    return providers.alpha().signIn(browser.authorize("alpha", true), Person.verified(newEmail()));
  }

  private static Map<String, String> with(Map<String, String> back, String name, String value) {
    Map<String, String> changed = new HashMap<>(back);
    changed.put(name, value);
    return changed;
  }

  private static void assertNobodySignedIn() {
    assertEquals(0, Stored.count("auth.users"));
    assertEquals(0, Stored.count("auth.pkce_codes"));
    assertEquals(0, Stored.count("auth.sessions"));
  }

  private void assertFails(Misbehaviour how) {
    providers.alpha().misbehave(how);
    assertEquals(
        "bad_oauth_callback",
        browser.refusal("alpha", providers.alpha(), Person.verified(newEmail())));
  }

  @Test
  @Tag("B27")
  void anotherStateIsRefused() {
    browser
        .callback(with(signedIn(), "state", "A".repeat(43)))
        .then()
        .statusCode(400)
        .body("error_code", equalTo("bad_oauth_state"));
    browser.callback(with(signedIn(), "state", "short")).then().statusCode(400);
    given().get("/auth/v1/callback?code=a").then().statusCode(400);
    assertNobodySignedIn();
  }

  /** Else a person who is lured to it would be signed in to the attacker's account. */
  @Test
  @Tag("B27")
  void aBrowserThatDidNotBeginTheFlowIsRefusedAndUsesNothingUp() {
    Map<String, String> back = signedIn();

    new Browser()
        .callback(back)
        .then()
        .statusCode(400)
        .body("error_code", equalTo("bad_oauth_state"));

    assertNobodySignedIn();
    assertTrue(browser.landing(back).contains("code="));
  }

  @Test
  @Tag("B27")
  void theCookieIsOfTheFlowAlone() {
    Map<String, String> back = signedIn();
    String name = FlowCookie.name(back.get("state"));

    given()
        .redirects()
        .follow(false)
        .cookie(name, "A".repeat(43))
        .queryParams(back)
        .get("/auth/v1/callback")
        .then()
        .statusCode(400);

    given()
        .redirects()
        .follow(false)
        .get("/auth/v1/authorize?provider=alpha")
        .then()
        .header("Set-Cookie", startsWith("__Host-social-"))
        .header(
            "Set-Cookie",
            org.hamcrest.Matchers.endsWith(
                "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600"));
  }

  @Test
  @Tag("B26")
  void ofTwoCookiesOfOneFlowNoneCounts() {
    String url = browser.authorize("alpha", true);
    Map<String, String> back = providers.alpha().signIn(url, Person.verified(newEmail()));
    String name = FlowCookie.name(back.get("state"));

    given()
        .redirects()
        .follow(false)
        .header("Cookie", name + "=" + browser.cookie(name) + "; " + name + "=tossed")
        .queryParams(back)
        .get("/auth/v1/callback")
        .then()
        .statusCode(400);
  }

  @Test
  @Tag("B30")
  void ofManyParallelCallbacksOneSucceeds() {
    Map<String, String> back = signedIn();

    List<Integer> statuses = Parallel.run(MANY, () -> browser.callback(back).statusCode());

    assertEquals(1, statuses.stream().filter(status -> status == 303).count(), statuses::toString);
    assertEquals(1, Stored.count("auth.pkce_codes"));
  }

  @Test
  @Tag("B30")
  void anExpiredFlowIsRefused() {
    Map<String, String> back = signedIn();
    PlatformServers.sql("update auth.social_flows set expires_at = now() - interval '1s'");

    browser.callback(back).then().statusCode(400);
  }

  @Test
  @Tag("B30")
  void aWrongVerifierUsesTheCodeUp() {
    String code = Browser.code(browser.landing(signedIn()));

    Browser.exchange(code, Browser.VERIFIER + "x").then().statusCode(400);

    Browser.exchange(code, Browser.VERIFIER).then().statusCode(404);
    assertEquals(0, Stored.count("auth.sessions"));
  }

  /** The provider that was asked must not get the code of the one that answered. */
  @Test
  @Tag("B29")
  void theAnswerOfAnotherIssuerIsRefused() {
    String url = browser.authorize("alpha", true);
    Map<String, String> back = providers.alpha().signIn(url, Person.verified(newEmail()));

    String mixedUp = browser.landing(with(back, "iss", providers.beta().issuer()));

    assertEquals("bad_oauth_callback", Browser.parameters(mixedUp).get("error_code"));
    Map<String, String> silent = new HashMap<>(signedIn());
    silent.remove("iss");
    assertEquals(
        "bad_oauth_callback", Browser.parameters(browser.landing(silent)).get("error_code"));
    assertNobodySignedIn();
  }

  @Test
  @Tag("B29")
  void anIdTokenOfAnotherIssuerIsRefused() {
    assertFails(Misbehaviour.claiming("iss", providers.beta().issuer()));
    assertFails(Misbehaviour.claiming("iss", null));
    assertNobodySignedIn();
  }

  @Test
  @Tag("B29")
  void anIdTokenWithoutASubjectIsRefused() {
    assertFails(Misbehaviour.claiming("sub", ""));
    assertFails(Misbehaviour.claiming("sub", " "));
    assertFails(Misbehaviour.claiming("sub", null));
    assertFails(Misbehaviour.claiming("sub", 7));
    assertFails(Misbehaviour.claiming("sub", "s".repeat(256)));
    assertNobodySignedIn();
  }

  @Test
  @Tag("B27")
  void anIdTokenOfAnotherSignInIsRefused() {
    assertFails(Misbehaviour.claiming("nonce", "another"));
    assertFails(Misbehaviour.claiming("nonce", null));
    assertNobodySignedIn();
  }

  @Test
  @Tag("B2")
  void anIdTokenForAnotherClientIsRefused() {
    assertFails(Misbehaviour.claiming("aud", "another"));
    assertFails(Misbehaviour.claiming("aud", null));
    assertFails(
        Misbehaviour.claiming("aud", new JsonArray().add(TestProvider.CLIENT).add("another")));
    assertFails(Misbehaviour.claiming("azp", "another"));
    assertFails(Misbehaviour.claiming("aud", TestProviders.MOBILE));
    assertNobodySignedIn();
  }

  @Test
  @Tag("B1")
  void anIdTokenThatTheProviderDidNotSignIsRefused() {
    assertFails(Misbehaviour.signedByAnother());
    assertFails(Misbehaviour.withAlgorithm("none"));
    assertFails(Misbehaviour.withAlgorithm("HS256"));
    assertFails(Misbehaviour.withAlgorithm("ES384"));
    assertFails(Misbehaviour.silent());
    assertNobodySignedIn();
  }

  @Test
  void anExpiredIdTokenIsRefused() {
    assertFails(Misbehaviour.claiming("exp", 1_000_000_000));
    assertFails(Misbehaviour.claiming("exp", null));
    assertNobodySignedIn();
  }

  @Test
  @Tag("B30")
  void anIdTokenOpensOneSessionHoweverManyTryAtOnce() {
    String token =
        providers
            .alpha()
            .idToken(Person.verified(newEmail()), TestProvider.CLIENT, TestStates.sha256("n"));

    List<Integer> statuses = Parallel.run(10, () -> idToken(token, "n").statusCode());

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    assertEquals(1, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B27")
  void anIdTokenWhoseNonceNobodyShowsIsRefused() {
    Person ada = Person.verified(newEmail());
    TestProvider alpha = providers.alpha();

    for (Response answer :
        List.of(
            idToken(alpha.idToken(ada, TestProvider.CLIENT, TestStates.sha256("n")), "m"),
            idToken(alpha.idToken(ada, TestProvider.CLIENT, TestStates.sha256("n")), ""),
            idToken(alpha.idToken(ada, TestProvider.CLIENT, "n"), "n"),
            idToken(alpha.idToken(ada, TestProvider.CLIENT, null), "n"),
            idToken(alpha.idToken(ada, "another", null), ""),
            idToken("not.a.token", ""),
            idToken("x".repeat(20_000), ""))) {
      answer.then().statusCode(400).body("code", equalTo("bad_jwt"));
    }
    assertNobodySignedIn();
  }

  /** Where people land is what was asked for when the flow began, and was allowed. */
  @Test
  @Tag("B19")
  void nobodyIsSentToAnAddressThatIsNotAllowed() {
    Response begun =
        given()
            .redirects()
            .follow(false)
            .get("/auth/v1/authorize?provider=alpha&redirect_to=https://evil.example/");
    Map<String, String> back =
        providers.alpha().signIn(begun.header("Location"), Person.verified(newEmail()));

    String landing =
        given()
            .redirects()
            .follow(false)
            .cookies(begun.cookies())
            .queryParams(with(back, "redirect_to", "https://evil.example/"))
            .get("/auth/v1/callback")
            .header("Location");

    assertTrue(landing.startsWith("https://app.example.com#access_token="), landing);
    assertFalse(landing.contains("evil"), landing);
  }

  /** What a client adds to the provider's address overrides nothing that protects the flow. */
  @Test
  @Tag("B27")
  void aClientsParametersReplaceNoneOfTheFlows() {
    String url =
        given()
            .redirects()
            .follow(false)
            .queryParam("provider", "alpha")
            .queryParam("state", "chosen")
            .queryParam("nonce", "chosen")
            .queryParam("redirect_uri", "https://evil.example/")
            .queryParam("prompt", "consent")
            .queryParam("scopes", "calendar")
            .get("/auth/v1/authorize")
            .header("Location");

    Map<String, String> asked = TestProvider.form(url.substring(url.indexOf('?') + 1));
    assertFalse(url.contains("chosen") || url.contains("evil"), url);
    assertEquals("consent", asked.get("prompt"));
    assertEquals("openid email profile calendar", asked.get("scope"));
    assertEquals("S256", asked.get("code_challenge_method"));
  }
}
