package com.leadignite.auth.social;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.signin.AnonymousConfig;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.SwitchedSettings;
import com.leadignite.auth.testing.TestProvider.Person;
import com.leadignite.auth.testing.TestProviders;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Anonymous accounts whose person links a provider. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(TestProviders.class)
@ExtendWith(CleanDatabase.class)
class AnonymousLinkTest {

  TestProviders providers;

  private final Browser browser = new Browser();
  private Session anonymous;

  @BeforeEach
  void anAnonymousAccount() {
    SwitchedSettings.set(
        AnonymousConfig.class, Map.of("leadignite.auth.anonymous.enabled", "true"));
    anonymous =
        Session.of(
            json(Map.of("data", Map.of("organization_name", "Engines")))
                .post("/auth/v1/signup")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());
  }

  @AfterEach
  void forget() {
    SwitchedSettings.forget();
  }

  private String landing(Person person, boolean pkce) {
    return browser.landing(
        providers.alpha().signIn(browser.link(anonymous, "alpha", pkce), person));
  }

  private Response link(Person person) {
    return Browser.exchange(Browser.code(landing(person, true)), Browser.VERIFIER);
  }

  @Test
  void becomeThatPersonsAndKeepTheirId() {
    Person ada = Person.verified(newEmail());

    Session person =
        Session.of(
            link(ada)
                .then()
                .statusCode(200)
                .body("user.id", equalTo(anonymous.userId()))
                .body("user.email", equalTo(ada.email()))
                .body("user.is_anonymous", equalTo(false))
                .body("user.app_metadata.providers", contains("alpha"))
                .extract()
                .jsonPath());

    assertEquals("admin", person.claim("role"));
    as(person).get("/auth/v1/organization").then().statusCode(200).body("name", equalTo("Engines"));
    assertEquals("admin", refresh(anonymous).claim("role"));
    assertEquals(1, Stored.events("auth.user.converted"));
    assertEquals(1, Stored.events("auth.identity.linked"));
    assertEquals(
        anonymous.userId(),
        new Browser().signIn("alpha", providers.alpha(), ada).getString("user.id"));
  }

  @Test
  void becomeThatPersonsWithoutPkceToo() {
    Person ada = Person.verified(newEmail());

    Map<String, String> fragment = Browser.parameters(landing(ada, false));

    as(new Session(fragment.get("access_token"), "", ""))
        .get("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("id", equalTo(anonymous.userId()))
        .body("is_anonymous", equalTo(false));
  }

  @Test
  @Tag("B28")
  void becomeNobodysByAnAddressThatTheProviderDidNotVerify() {
    link(new Person("unverified", newEmail(), false))
        .then()
        .statusCode(422)
        .body("code", equalTo("provider_email_needs_verification"));

    isStillAnonymous();
  }

  @Test
  @Tag("B28")
  void becomeNobodysByAnAddressOrAnIdentityOfAnotherAccount() {
    String taken = newEmail();
    signUp(taken);
    link(Person.verified(taken)).then().statusCode(422).body("code", equalTo("email_exists"));
    Person ada = Person.verified(newEmail());
    new Browser().signIn("alpha", providers.alpha(), ada);
    link(new Person(ada.subject(), newEmail(), true))
        .then()
        .statusCode(422)
        .body("code", equalTo("identity_already_exists"));

    isStillAnonymous();
  }

  private void isStillAnonymous() {
    as(anonymous).get("/auth/v1/user").then().body("is_anonymous", equalTo(true));
    assertEquals(0, Stored.count("auth.identities where user_id = '" + anonymous.userId() + "'"));
  }

  /** The owner of the first address would be let in by the link that they were sent (B25). */
  @Test
  @Tag("B25")
  void moveToNoAddressThatWasAskedForBefore() {
    PlatformServers.sql(
        """
        insert into auth.email_changes (
          user_id, tenant_id, new_email, current_confirmed, new_confirmed, sent_at, expires_at
        ) values (
          '%s', '%s', '%s', true, false, now(), now() + interval '1 hour'
        )
        """
            .formatted(anonymous.userId(), anonymous.claim("tenant_id"), newEmail()));

    link(Person.verified(newEmail())).then().statusCode(200);

    assertEquals(0, Stored.count("auth.email_changes"));
  }

  @Test
  void becomeOnePersonsOfTwoAtOnce() {
    List<String> codes =
        List.of(
            Browser.code(landing(Person.verified(newEmail()), true)),
            Browser.code(landing(Person.verified(newEmail()), true)));

    List<Integer> statuses =
        codes.stream()
            .map(
                code -> Parallel.begin(() -> Browser.exchange(code, Browser.VERIFIER).statusCode()))
            .toList()
            .stream()
            .map(java.util.concurrent.CompletableFuture::join)
            .toList();

    // The other code is void by then, or adds a second identity to what is a person's.
    assertTrue(statuses.contains(200), statuses::toString);
    assertEquals(1, Stored.events("auth.user.converted"));
    assertEquals(
        statuses.stream().filter(status -> status == 200).count(), Stored.count("auth.identities"));
  }
}
