package com.leadignite.auth.social;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
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
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose account a person at a provider is let into. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(TestProviders.class)
@ExtendWith(CleanDatabase.class)
class SocialSignInTest {

  TestProviders providers;

  private final Browser browser = new Browser();

  private static String email(Person person) {
    return String.valueOf(person.email());
  }

  @Test
  void aPersonSignsUpAtAProviderAndSignsInAgain() {
    Person ada = Person.verified(newEmail());

    JsonPath first = browser.signIn("alpha", providers.alpha(), ada);

    assertEquals(email(ada), first.getString("user.email"));
    assertEquals(List.of("alpha"), first.getList("user.app_metadata.providers"));
    assertEquals(List.of("alpha"), first.getList("user.identities.provider"));
    assertEquals(List.of(ada.subject()), first.getList("user.identities.id"));
    assertEquals("Ada Lovelace", first.getString("user.user_metadata.full_name"));
    assertEquals("access-of-" + ada.subject(), first.getString("provider_token"));
    assertEquals("refresh-of-" + ada.subject(), first.getString("provider_refresh_token"));
    Session session = Session.of(first);
    assertEquals("oauth", ((Map<?, ?>) ((List<?>) session.claim("amr")).getFirst()).get("method"));

    JsonPath second = browser.signIn("alpha", providers.alpha(), ada);

    assertEquals(first.getString("user.id"), second.getString("user.id"));
    assertEquals(1, Stored.count("auth.users"));
    assertEquals(1, Stored.count("auth.identities"));
    assertEquals(0, Stored.count("auth.pkce_codes"));
    assertEquals(0, Stored.count("auth.social_flows"));
  }

  @Test
  void withoutPkceTheSessionIsInTheFragment() {
    Person ada = Person.verified(newEmail());

    String landing =
        browser.landing(providers.alpha().signIn(browser.authorize("alpha", false), ada));

    assertTrue(landing.startsWith(Browser.SITE + "#access_token="), landing);
    Map<String, String> fragment = Browser.parameters(landing);
    assertEquals("access-of-" + ada.subject(), fragment.get("provider_token"));
    as(new Session(fragment.get("access_token"), "", ""))
        .get("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("email", equalTo(email(ada)));
  }

  /** What a provider gave is in one answer, and in nothing that is stored. */
  @Test
  void providersTokensAreNotStored() {
    Person ada = Person.verified(newEmail());
    String landing =
        browser.landing(providers.alpha().signIn(browser.authorize("alpha", true), ada));

    String stored = Stored.dump("auth.pkce_codes") + Stored.dump("auth.outbox");

    assertFalse(stored.contains("access-of-"), stored);
    assertFalse(stored.contains(Browser.code(landing)), stored);
    assertTrue(
        Stored.count("auth.pkce_codes where octet_length(provider_tokens) > 0") == 1, stored);
  }

  @Test
  @Tag("B28")
  void aPasswordAndTwoProvidersOfOneVerifiedAddressAreOneAccount() {
    Session session = signUp(newEmail());
    String email = String.valueOf(session.claim("email"));

    JsonPath alpha = browser.signIn("alpha", providers.alpha(), Person.verified(email));
    JsonPath beta = browser.signIn("beta", providers.beta(), Person.verified(email));

    assertEquals(session.userId(), alpha.getString("user.id"));
    assertEquals(session.userId(), beta.getString("user.id"));
    assertEquals(List.of("email", "alpha", "beta"), beta.getList("user.app_metadata.providers"));
    assertEquals(3, beta.getList("user.identities").size());
    trySignIn(email, PASSWORD).then().statusCode(200);
  }

  @Test
  void anAcceptedInvitationAndAProviderAreOneAccount() {
    Session admin = signUp(newEmail());
    Session agent = Members.join(admin, "agent");

    JsonPath signedIn =
        browser.signIn(
            "alpha", providers.alpha(), Person.verified(String.valueOf(agent.claim("email"))));

    assertEquals(agent.userId(), signedIn.getString("user.id"));
    assertEquals(admin.claim("tenant_id"), Session.of(signedIn).claim("tenant_id"));
    assertEquals("agent", Session.of(signedIn).claim("role"));
  }

  @Test
  @Tag("B28")
  void anAddressThatTheProviderDidNotVerifyLinksNothing() {
    Session session = signUp(newEmail());
    String email = String.valueOf(session.claim("email"));

    for (Object said : new Object[] {false, "false", 0, "maybe"}) {
      assertEquals(
          "provider_email_needs_verification",
          browser.refusal("alpha", providers.alpha(), new Person("sub-" + said, email, said)));
    }
    assertEquals(
        "provider_email_needs_verification",
        browser.refusal("alpha", providers.alpha(), new Person("silent", email, null)));

    assertEquals(1, Stored.count("auth.identities"));
    assertEquals(1, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B28")
  void aNewAddressThatTheProviderDidNotVerifyIsAnsweredAlike() {
    assertEquals(
        "provider_email_needs_verification",
        browser.refusal("alpha", providers.alpha(), new Person("new", newEmail(), false)));
    assertEquals(
        "provider_email_needs_verification",
        browser.refusal("alpha", providers.alpha(), new Person("none", null, null)));
    assertEquals(0, Stored.count("auth.users"));
  }

  @Test
  @Tag("B28")
  void microsoftsWordForAnAddressIsNotTaken() {
    Session session = signUp(newEmail());
    String email = String.valueOf(session.claim("email"));

    assertEquals(
        "provider_email_needs_verification",
        browser.refusal("azure", providers.azure(), new Person("noauth", email, true)));
  }

  /** The stranger who signed up with it did not show that it is theirs. */
  @Test
  @Tag("B28")
  void aStrangersPasswordIsGoneOnceTheAddressIsShownToBeAnothers() {
    String email = newEmail();
    Session stranger = signUp(email);
    PlatformServers.sql("update auth.users set email_confirmed_at = null");

    JsonPath owner = browser.signIn("alpha", providers.alpha(), Person.verified(email));

    assertEquals(stranger.userId(), owner.getString("user.id"));
    assertEquals(0, Stored.count("auth.passwords"));
    trySignIn(email, PASSWORD).then().statusCode(400);
  }

  @Test
  @Tag("B28")
  void anUnconfirmedAddressLinksNothingToAnAccountThatSomebodyElseGetsInto() {
    String email = newEmail();
    Session stranger = signUp(email);
    PlatformServers.sql("update auth.users set email_confirmed_at = null");
    PlatformServers.sql(
        """
        insert into auth.identities (
          id, user_id, provider, issuer, subject, identity_data, created_at
        ) values (
          gen_random_uuid(), '%s', 'beta', 'https://beta.example.com', 'mallory', '{}', now()
        )
        """
            .formatted(stranger.userId()));

    assertEquals(
        "provider_email_needs_verification",
        browser.refusal("alpha", providers.alpha(), Person.verified(email)));
  }

  /** People of another issuer may have the same subjects. */
  @Test
  @Tag("B29")
  void aProviderThatWasConfiguredAnewLetsNobodyIntoTheAccountsOfBefore() {
    Person ada = Person.verified(newEmail());
    browser.signIn("alpha", providers.alpha(), ada);
    PlatformServers.sql(
        "update auth.identities set issuer = 'https://before.example.com' where provider = 'alpha'");

    assertEquals(
        "identity_already_exists",
        browser.refusal("alpha", providers.alpha(), new Person(ada.subject(), newEmail(), true)));
  }

  @Test
  @Tag("B13")
  void aBannedPersonDoesNotGetIn() {
    Person ada = Person.verified(newEmail());
    browser.signIn("alpha", providers.alpha(), ada);
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");

    String landing =
        browser.landing(providers.alpha().signIn(browser.authorize("alpha", true), ada));

    Browser.exchange(Browser.code(landing), Browser.VERIFIER)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_credentials"));
    String fragment =
        browser.landing(providers.alpha().signIn(browser.authorize("alpha", false), ada));
    assertEquals("user_banned", Browser.parameters(fragment).get("error_code"));
    assertEquals(1, Stored.count("auth.sessions"));
  }

  /** With PKCE the provider's word is known before anybody may have signed in. */
  @Test
  @Tag("B13")
  void ownersAreNotToldOfASignInThatIsRefused() {
    Person ada = Person.verified(newEmail());
    JsonPath first = browser.signIn("alpha", providers.alpha(), ada);
    String tenant = Session.of(first).claim("tenant_id").toString();
    PlatformServers.sql("update auth.sessions set address = '192.0.2.1'");

    PlatformServers.sql("update auth.users set banned_until = now() + interval '1 hour'");
    exchangeElsewhere(ada, Browser.VERIFIER).then().statusCode(400);
    PlatformServers.sql("update auth.users set banned_until = null");
    exchangeElsewhere(ada, "a".repeat(43)).then().statusCode(400);
    AdminApi.suspend(tenant).then().statusCode(200);
    exchangeElsewhere(ada, Browser.VERIFIER).then().statusCode(403);
    assertEquals(0, mails("new_device"));

    AdminApi.lift(tenant).then().statusCode(200);
    exchangeElsewhere(ada, Browser.VERIFIER).then().statusCode(200);
    assertEquals(1, mails("new_device"));
  }

  /** What comes of a code that a person gets in a browser that they never used. */
  private Response exchangeElsewhere(Person person, String verifier) {
    Browser other = new Browser();
    String landing =
        other.landing(providers.alpha().signIn(other.authorize("alpha", true), person));
    return Browser.exchange(Browser.code(landing), verifier);
  }

  @Test
  @Tag("B13")
  void aLockedAccountIsLockedForProvidersToo() throws Exception {
    String email = newEmail();
    signUp(email);
    // As a stranger: not from an address that the account is known at.
    PlatformServers.sql("update auth.sessions set address = '203.0.113.7'");
    for (int i = 0; i < 5; i++) {
      trySignIn(email, "not the password " + i);
    }

    assertEquals(
        "over_request_rate_limit",
        browser.refusal("alpha", providers.alpha(), Person.verified(email)));

    assertEquals(0, Stored.count("auth.identities where provider = 'alpha'"));
  }

  @Test
  @Tag("B21")
  void aProviderIsOneFactorWhateverItAskedFor() {
    Session session = App.enrolled(signUp(newEmail())).session();
    String email = String.valueOf(session.claim("email"));

    Session signedIn =
        Session.of(browser.signIn("alpha", providers.alpha(), Person.verified(email)));

    assertEquals("aal1", signedIn.claim("aal"));
    assertEquals(true, signedIn.claim("second_factor_pending"));
  }

  @Test
  void aPersonSignsInAtAProviderWithoutIdTokens() {
    Person ada = Person.verified(newEmail());

    JsonPath first = browser.signIn("gamma", providers.gamma(), ada);

    assertEquals(email(ada), first.getString("user.email"));
    assertEquals(
        first.getString("user.id"),
        browser.signIn("gamma", providers.gamma(), ada).getString("user.id"));
    assertEquals(
        "provider_email_needs_verification",
        browser.refusal("gamma", providers.gamma(), new Person("g", newEmail(), null)));
    assertEquals(
        "bad_oauth_callback",
        browser.refusal("gamma", providers.gamma(), new Person("", newEmail(), true)));
  }

  @Test
  @Tag("B28")
  void microsoftsOwnWordForAnAddressCounts() {
    providers.azure().misbehave(Misbehaviour.claiming("xms_edov", true));
    try {
      String email = newEmail();
      JsonPath session =
          browser.signIn("azure", providers.azure(), new Person("edov", email, null));
      assertEquals(email, session.getString("user.email"));
    } finally {
      providers.azure().behave();
    }
  }

  @Test
  void ofManyFirstSignInsAtOnceOneMakesTheAccount() {
    Person ada = Person.verified(newEmail());

    List<String> users =
        Parallel.run(
            4, () -> new Browser().signIn("alpha", providers.alpha(), ada).getString("user.id"));

    assertEquals(1, users.stream().distinct().count(), users::toString);
    assertEquals(1, Stored.count("auth.users"));
  }

  @Test
  void thePersonsRefusalIsToldToTheClient() {
    String state = TestStates.of(browser.authorize("alpha", true));

    String landing =
        browser.landing(
            Map.of(
                "state",
                state,
                "iss",
                providers.alpha().issuer(),
                "error",
                "access_denied",
                "error_description",
                "No, thanks"));

    Map<String, String> told = Browser.parameters(landing);
    assertEquals("access_denied", told.get("error"));
    assertEquals("No, thanks", told.get("error_description"));
  }

  @Test
  void aFormIsSentOnToTheCallback() {
    String location =
        given()
            .redirects()
            .follow(false)
            .formParam("state", "a state")
            .formParam("code", "a{code}&more")
            .post("/auth/v1/callback")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");

    assertEquals(
        "https://app.example.com/auth/v1/callback?state=a+state&code=a%7Bcode%7D%26more", location);
  }

  @Test
  void whatIsOfferedIsInTheSettings() {
    given()
        .get("/auth/v1/settings")
        .then()
        .body("external.alpha", equalTo(true))
        .body("external.google", equalTo(false));
    given()
        .redirects()
        .follow(false)
        .get("/auth/v1/authorize?provider=google")
        .then()
        .statusCode(400)
        .body("detail", equalTo("Unsupported provider: provider is not enabled"));
  }

  @Test
  void aSignedInPersonLinksAndUnlinks() {
    Session session = signUp(newEmail());
    Person other = new Person("other", newEmail(), false);

    String landing =
        browser.landing(providers.alpha().signIn(browser.link(session, "alpha", true), other));
    assertEquals(1, Stored.count("auth.identities"));
    Session linked =
        Session.of(
            Browser.exchange(Browser.code(landing), Browser.VERIFIER)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());

    assertEquals(session.userId(), linked.userId());
    String identity =
        as(linked)
            .get("/auth/v1/user")
            .then()
            .body("identities.provider", containsInAnyOrder("email", "alpha"))
            .body("email", equalTo(session.claim("email")))
            .extract()
            .path("identities.find { it.provider == 'alpha' }.identity_id");
    as(linked).delete("/auth/v1/user/identities/" + identity).then().statusCode(200);
    as(session).get("/auth/v1/user").then().statusCode(403);
    assertEquals(1, Stored.count("auth.identities"));
    assertEquals(
        "provider_email_needs_verification", browser.refusal("alpha", providers.alpha(), other));
  }

  private static long mails(String kind) {
    return Stored.count("auth.mails where kind = '" + kind + "'");
  }

  @Test
  @Tag("B25")
  void ownersAreToldOfProvidersThatAreLinkedAndUnlinked() {
    Session session = signUp(newEmail());
    String landing =
        browser.landing(
            providers
                .alpha()
                .signIn(browser.link(session, "alpha", true), new Person("other", null, null)));
    Session linked =
        Session.of(Browser.exchange(Browser.code(landing), Browser.VERIFIER).jsonPath());
    assertEquals(1, mails("identity_linked"));

    as(linked)
        .delete(
            "/auth/v1/user/identities/"
                + Stored.text("select id from auth.identities where provider = 'alpha'"))
        .then()
        .statusCode(200);

    assertEquals(1, mails("identity_unlinked"));
    assertEquals(
        session.claim("email"),
        Stored.text("select string_agg(distinct address, ' ') from auth.mails"));
  }

  @Test
  @Tag("B28")
  void ownersAreToldOfAProviderThatTheirAddressLinked() {
    Session session = signUp(newEmail());
    Person ada = Person.verified(String.valueOf(session.claim("email")));

    browser.signIn("alpha", providers.alpha(), ada);
    browser.signIn("alpha", providers.alpha(), ada);

    assertEquals(1, mails("identity_linked"));
  }

  @Test
  @Tag("B13")
  void ownersAreToldOfASignInFromWhereTheyAreNotKnown() {
    Person ada = Person.verified(newEmail());
    browser.signIn("alpha", providers.alpha(), ada);
    new Browser().signIn("alpha", providers.alpha(), ada);
    assertEquals(0, mails("new_device"));
    PlatformServers.sql("update auth.sessions set address = '192.0.2.1'");

    // The device is a known one, whatever its address.
    browser.signIn("alpha", providers.alpha(), ada);
    assertEquals(0, mails("new_device"));
    PlatformServers.sql("update auth.sessions set address = '192.0.2.1'");

    new Browser().signIn("alpha", providers.alpha(), ada);
    assertEquals(1, mails("new_device"));
    PlatformServers.sql("update auth.sessions set address = '192.0.2.1'");
    idToken(providers.alpha().idToken(ada, TestProvider.CLIENT, null), "").then().statusCode(200);
    assertEquals(2, mails("new_device"));
  }

  /** Else the mail about a second sign-in would not be written. */
  @Test
  @Tag("B13")
  void aCodeThatNobodyExchangesMakesNoDeviceKnown() {
    Person ada = Person.verified(newEmail());
    browser.signIn("alpha", providers.alpha(), ada);
    PlatformServers.sql("update auth.sessions set address = '192.0.2.1'");
    Browser thief = new Browser();
    thief.landing(providers.alpha().signIn(thief.authorize("alpha", true), ada));

    thief.signIn("alpha", providers.alpha(), ada);

    assertEquals(1, mails("new_device"));
  }

  /** Who has an identity that is unlinked may have kept a code. */
  @Test
  @Tag("B25")
  void aCodeOfBeforeIsWorthNothingOnceAnIdentityIsUnlinked() {
    String email = newEmail();
    signUp(email);
    Session session =
        Session.of(browser.signIn("alpha", providers.alpha(), Person.verified(email)));
    String code =
        Browser.code(
            browser.landing(
                providers.beta().signIn(browser.authorize("beta", true), Person.verified(email))));

    as(session)
        .delete(
            "/auth/v1/user/identities/"
                + Stored.text("select id from auth.identities where provider = 'beta'"))
        .then()
        .statusCode(200);

    Browser.exchange(code, Browser.VERIFIER).then().statusCode(404);
  }

  @Test
  void anIdTokenIsNotLinked() {
    String token =
        providers.alpha().idToken(Person.verified(newEmail()), TestProvider.CLIENT, null);

    json(Map.of("provider", "alpha", "id_token", token, "link_identity", true))
        .post("/auth/v1/token?grant_type=id_token")
        .then()
        .statusCode(404)
        .body("code", equalTo("manual_linking_disabled"));
    assertEquals(0, Stored.count("auth.users"));
  }

  @Test
  void theLastIdentityIsNotUnlinked() {
    Session session =
        Session.of(browser.signIn("alpha", providers.alpha(), Person.verified(newEmail())));

    as(session)
        .delete("/auth/v1/user/identities/" + Stored.text("select id from auth.identities"))
        .then()
        .statusCode(422)
        .body("code", equalTo("single_identity_not_deletable"));
  }

  @Test
  void ofTwoIdentitiesUnlinkedAtOnceOneRemains() {
    String email = newEmail();
    signUp(email);
    Session session =
        Session.of(browser.signIn("alpha", providers.alpha(), Person.verified(email)));
    List<String> both =
        List.of(
            Stored.text("select id from auth.identities where provider = 'email'"),
            Stored.text("select id from auth.identities where provider = 'alpha'"));

    List<Integer> statuses =
        both.stream()
            .map(id ->
                Parallel.begin(
                    () -> as(session).delete("/auth/v1/user/identities/" + id).statusCode()))
            .toList()
            .stream()
            .map(java.util.concurrent.CompletableFuture::join)
            .sorted()
            .toList();

    assertEquals(List.of(200, 422), statuses);
  }

  @Test
  void nobodyElsesIdentityIsUnlinked() {
    browser.signIn("alpha", providers.alpha(), Person.verified(newEmail()));
    String theirs = Stored.text("select id from auth.identities");

    as(signUp(newEmail()))
        .delete("/auth/v1/user/identities/" + theirs)
        .then()
        .statusCode(404)
        .body("code", equalTo("identity_not_found"));
    assertEquals(2, Stored.count("auth.identities"));
  }

  /** The client that asked for it exchanges the code; nothing is linked before. */
  @Test
  @Tag("B27")
  void aPersonWhoIsLuredToAProviderLinksNothing() {
    Session mallory = signUp(newEmail());
    String url = new Browser().link(mallory, "alpha", true);

    String landing =
        new Browser().landing(providers.alpha().signIn(url, Person.verified(newEmail())));

    assertNotEquals(null, Browser.code(landing));
    assertEquals(1, Stored.count("auth.identities"));
    String withoutPkce = new Browser().link(mallory, "alpha", false);
    new Browser()
        .callback(providers.alpha().signIn(withoutPkce, Person.verified(newEmail())))
        .then()
        .statusCode(400)
        .body("error_code", equalTo("bad_oauth_state"));
    assertEquals(1, Stored.count("auth.identities"));
  }

  @Test
  void nothingIsLinkedInASessionThatHasEnded() {
    Session session = signUp(newEmail());
    String landing =
        browser.landing(
            providers
                .alpha()
                .signIn(browser.link(session, "alpha", true), Person.verified(newEmail())));
    as(session).post("/auth/v1/logout").then().statusCode(204);

    Browser.exchange(Browser.code(landing), Browser.VERIFIER)
        .then()
        .statusCode(403)
        .body("code", equalTo("session_not_found"));

    assertEquals(1, Stored.count("auth.identities"));
  }

  @Test
  void anIdentityOfAnotherAccountIsNotLinked() {
    Person ada = Person.verified(newEmail());
    browser.signIn("alpha", providers.alpha(), ada);
    Session session = signUp(newEmail());

    String landing =
        browser.landing(providers.alpha().signIn(browser.link(session, "alpha", true), ada));

    Browser.exchange(Browser.code(landing), Browser.VERIFIER)
        .then()
        .statusCode(422)
        .body("code", equalTo("identity_already_exists"));
  }

  @Test
  void aMobileApplicationSignsInWithAnIdToken() {
    Person ada = Person.verified(newEmail());
    String token =
        providers.alpha().idToken(ada, TestProviders.MOBILE, TestStates.sha256("a nonce"));

    JsonPath session = idToken(token, "a nonce").then().statusCode(200).extract().jsonPath();

    assertEquals(email(ada), session.getString("user.email"));
    assertEquals(
        session.getString("user.id"),
        browser.signIn("alpha", providers.alpha(), ada).getString("user.id"));
  }

  static io.restassured.response.Response idToken(String token, String nonce) {
    return json(Map.of("provider", "alpha", "id_token", token, "nonce", nonce))
        .post("/auth/v1/token?grant_type=id_token");
  }
}
