package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.status;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static com.leadignite.auth.testing.MailApi.follow;
import static com.leadignite.auth.testing.MailApi.otp;
import static com.leadignite.auth.testing.MailApi.recover;
import static com.leadignite.auth.testing.MailApi.verify;
import static com.leadignite.auth.testing.MailApi.verifyLink;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.MailApi;
import com.leadignite.auth.testing.MessageTraces;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.embedded.mailbox.ReceivedMail;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Codes and links of mails, as their readers and strangers use them. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class MailFlowsTest {

  private static final String SITE = "https://app.example.com";
  private static final String NEW_PASSWORD = "violet harbour 27 canyon";
  private static final int MANY = 200;

  TestMailbox mailbox;

  private static Response signUp(String email) {
    return json(Map.of("email", email, "password", PASSWORD)).post("/auth/v1/signup");
  }

  private String owner() {
    return MailApi.owner(mailbox);
  }

  private ReceivedMail second(String email) {
    return mailbox.await(email, 2);
  }

  private static String pathOf(String link) {
    assertTrue(link.startsWith(SITE + "/auth/v1/verify?"), link);
    return link.substring(SITE.length());
  }

  @Test
  @Tag("B20")
  void aLinkIsUsedByTheButtonOfItsPageAndByNothingElse() {
    String email = newEmail();
    signUp(email).then().statusCode(200);
    ReceivedMail mail = mailbox.newest(email);
    String path = pathOf(TestMailbox.link(mail));
    for (int i = 0; i < 3; i++) {
      given().urlEncodingEnabled(false).head(path).then().statusCode(200);
      given()
          .urlEncodingEnabled(false)
          .get(path)
          .then()
          .statusCode(200)
          .header(
              "Content-Security-Policy",
              "default-src 'none'; form-action 'self' "
                  + SITE
                  + "; frame-ancestors 'none'; base-uri 'none'")
          .body(containsString("<button"));
    }
    assertEquals(0, Stored.count("auth.users where email_confirmed_at is not null"));

    Response first = follow(mail);
    Response again = follow(mail);

    String landing = first.then().statusCode(303).extract().header("Location");
    assertTrue(landing.startsWith(SITE + "#access_token="), landing);
    assertEquals("signup", TestMailbox.parameter(landing, "type"));
    assertFalse(TestMailbox.parameter(landing, "refresh_token").isEmpty());
    assertEquals(1, Stored.count("auth.users where email_confirmed_at is not null"));
    String refusal = again.then().statusCode(303).extract().header("Location");
    assertEquals("otp_expired", TestMailbox.parameter(refusal, "error_code"));
  }

  @Test
  void aMailHasATextAnHtmlPartAndItsSubject() {
    String email = newEmail();
    otp(email);

    ReceivedMail mail = mailbox.newest(email);

    assertEquals("Your link to sign in", mail.subject());
    assertTrue(mail.text().contains(TestMailbox.code(mail)));
    assertTrue(mail.html().contains(TestMailbox.code(mail)));
    assertTrue(mail.html().contains("href=\""), mail.html());
    Stored.await(0, "auth.mails");
  }

  @Test
  @Tag("B20")
  void theCodeAndTheLinkOfAMailAreOneSecret() {
    String email = newEmail();
    signUp(email);
    ReceivedMail mail = mailbox.newest(email);

    verify("signup", email, TestMailbox.code(mail))
        .then()
        .statusCode(200)
        .body("user.email", equalTo(email))
        .body("user.recovery_sent_at", nullValue());

    verifyLink("signup", TestMailbox.token(mail))
        .then()
        .statusCode(403)
        .body("code", equalTo("otp_expired"))
        .body("message", equalTo("Token has expired or is invalid"));
  }

  @Test
  @Tag("B20")
  void aSecretIsGoodForItsPurposeAndAddressAlone() {
    String email = owner();
    String other = owner();
    recover(email);
    ReceivedMail mail = second(email);

    for (String type : List.of("signup", "magiclink", "email", "invite")) {
      verifyLink(type, TestMailbox.token(mail)).then().statusCode(403);
      verify(type, email, TestMailbox.code(mail)).then().statusCode(403);
    }
    PlatformServers.redis("FLUSHALL");
    verify("recovery", other, TestMailbox.code(mail)).then().statusCode(403);

    verifyLink("recovery", TestMailbox.token(mail)).then().statusCode(200);
  }

  @Test
  @Tag("B20")
  void anExpiredSecretIsRefused() {
    String email = newEmail();
    signUp(email);
    ReceivedMail mail = mailbox.newest(email);
    PlatformServers.sql("update auth.one_time_secrets set expires_at = now() - interval '1s'");

    verify("signup", email, TestMailbox.code(mail)).then().statusCode(403);
    verifyLink("signup", TestMailbox.token(mail)).then().statusCode(403);
  }

  @Test
  @Tag("B21")
  void recoverySignsInAtOneFactorToSetAPassword() {
    String email = owner();
    recover(email).then().statusCode(200).body("", equalTo(Map.of()));

    Session session =
        Session.of(
            verify("recovery", email, TestMailbox.code(second(email)))
                .then()
                .statusCode(200)
                .body("user.recovery_sent_at", notNullValue())
                .extract()
                .jsonPath());

    assertEquals("aal1", session.claim("aal"));
    assertTrue(String.valueOf(session.claim("amr")).contains("otp"));
    as(session).body(Map.of("password", NEW_PASSWORD)).put("/auth/v1/user").then().statusCode(200);
    trySignIn(email, NEW_PASSWORD).then().statusCode(200);
  }

  @Test
  @Tag("B18")
  void askingForAMailAnswersAndStoresTheSameForEveryAddress() {
    String known = owner();
    String banned = owner();
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1h' where email = '%s'"
            .formatted(banned));
    String unconfirmed = newEmail();
    signUp(unconfirmed);
    PlatformServers.redis("FLUSHALL");
    List<Set<String>> answers = new ArrayList<>();

    for (String path : List.of("/auth/v1/otp", "/auth/v1/recover", "/auth/v1/resend")) {
      for (String email : List.of(known, banned, unconfirmed, newEmail())) {
        PlatformServers.sql("truncate auth.one_time_secrets; truncate auth.outbox");
        Response answer =
            json(Map.of("email", email, "type", "signup", "create_user", false)).post(path);
        answers.add(MessageTraces.of(answer));
        PlatformServers.redis("FLUSHALL");
      }
    }

    assertEquals(1, Set.copyOf(answers).size(), answers::toString);
    assertTrue(answers.getFirst().containsAll(Set.of("status 200", "body {}", "secrets 1")));
  }

  @Test
  @Tag("B18")
  void aSecondMailWithinAMinuteIsNotSentAndTheAnswerDoesNotTell() {
    String email = owner();

    Response first = recover(email);
    Response second = otp(email);

    assertEquals(first.asString(), second.asString());
    assertEquals(first.statusCode(), second.statusCode());
    second(email);
    Stored.await(0, "auth.mails");
    assertEquals(1, Stored.count("auth.one_time_secrets"));
    assertEquals(2, mailbox.to(email).size());
  }

  @Test
  @Tag("B18")
  void onlyTheMailboxIsToldThatThereWasAnAccount() {
    String email = owner();

    signUp(email).then().statusCode(200).body("access_token", nullValue());

    ReceivedMail mail = second(email);
    assertEquals("You already have an account", mail.subject());
    assertFalse(mail.text().contains("token="));
    trySignIn(email, PASSWORD).then().statusCode(400);
  }

  @Test
  void anAddressWithoutAnAccountGetsOneOnceItsMailWasRead() {
    String email = newEmail();
    json(Map.of("email", email, "data", Map.of("name", "Ada"))).post("/auth/v1/otp");
    String code = TestMailbox.code(mailbox.newest(email));
    assertEquals(0, Stored.count("auth.users where email = '" + email + "'"));

    verify("email", email, code)
        .then()
        .statusCode(200)
        .body("user.email", equalTo(email))
        .body("user.user_metadata.name", equalTo("Ada"))
        .body("user.user_metadata.email_verified", equalTo(true));
  }

  @Test
  void anAddressWithoutAnAccountGetsNoMailIfNoneIsToBeMade() {
    String email = newEmail();
    String later = newEmail();
    json(Map.of("email", email, "create_user", false)).post("/auth/v1/otp").then().statusCode(200);
    otp(later);

    mailbox.newest(later);

    Stored.await(0, "auth.mails");
    assertEquals(List.of(), mailbox.to(email));
  }

  @Test
  @Tag("B13")
  void aBannedPersonIsNotSignedInByAMail() {
    String email = owner();
    otp(email);
    ReceivedMail mail = second(email);
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1h'");

    verifyLink("magiclink", TestMailbox.token(mail))
        .then()
        .statusCode(403)
        .body("code", equalTo("otp_expired"));
    verify("magiclink", email, TestMailbox.code(mail)).then().statusCode(403);
  }

  @Test
  @Tag("B11")
  @Tag("B13")
  void wrongCodesLockAsWrongPasswordsDoAndTheLinkStillOpens() {
    String email = owner();
    otp(email);
    ReceivedMail mail = second(email);
    String wrong = TestMailbox.code(mail).equals("000000") ? "000001" : "000000";

    for (int i = 0; i < 3; i++) {
      verify("magiclink", email, wrong).then().statusCode(403);
    }
    for (int i = 0; i < 2; i++) {
      trySignIn(email, "not the password").then().statusCode(400);
    }

    verify("magiclink", email, TestMailbox.code(mail)).then().statusCode(429);
    verifyLink("magiclink", TestMailbox.token(mail)).then().statusCode(200);
  }

  @Test
  @Tag("B14")
  void strangersDoNotKeepTheOwnerFromTheirCode() {
    String email = owner();
    otp(email);
    String code = TestMailbox.code(second(email));
    for (int i = 0; i < 5; i++) {
      trySignInFrom("127.0.0.2", email, "not the password");
    }
    assertEquals(429, trySignInFrom("127.0.0.2", email, "not the password").statusCode());

    verify("magiclink", email, code).then().statusCode(200);
  }

  @Test
  @Tag("B11")
  void aFewWrongGuessesMakeACodeVoidWhateverForgetsTheLock() {
    String email = owner();
    otp(email);
    ReceivedMail mail = second(email);
    String wrong = TestMailbox.code(mail).equals("000000") ? "000001" : "000000";

    for (int i = 0; i < 5; i++) {
      verify("magiclink", email, wrong).then().statusCode(403);
      PlatformServers.redis("FLUSHALL");
    }

    verify("magiclink", email, TestMailbox.code(mail)).then().statusCode(403);
  }

  @Test
  @Tag("B20")
  void ofManyParallelUsesOfALinkOneSucceeds() {
    String email = owner();
    otp(email);
    String token = TestMailbox.token(second(email));
    String body = "{\"type\":\"magiclink\",\"token_hash\":\"" + token + "\"}";

    List<Integer> statuses = Parallel.run(MANY, () -> status("/auth/v1/verify", body));

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
  }

  @Test
  @Tag("B20")
  void ofManyParallelUsesOfACodeOneSucceeds() {
    String email = owner();
    otp(email);
    String code = TestMailbox.code(second(email));
    String body = "{\"type\":\"magiclink\",\"email\":\"" + email + "\",\"token\":\"" + code + "\"}";

    List<Integer> statuses = Parallel.run(MANY, () -> status("/auth/v1/verify", body));

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
  }

  @Test
  @Tag("B19")
  void linksAreBuiltFromConfigurationAlone() {
    String email = newEmail();
    json(Map.of("email", email))
        .header("Host", "evil.example")
        .header("X-Forwarded-Host", "evil.example")
        .header("Forwarded", "host=evil.example")
        .header("Origin", SITE)
        .header("Referer", "https://evil.example/")
        .post("/auth/v1/otp?redirect_to=https://evil.example/")
        .then()
        .statusCode(200);

    ReceivedMail mail = mailbox.newest(email);

    assertFalse(mail.text().contains("evil"), mail.text());
    assertFalse(mail.html().contains("evil"), mail.html());
    assertEquals(SITE, TestMailbox.parameter(TestMailbox.link(mail), "redirect_to"));
    assertTrue(follow(mail).header("Location").startsWith(SITE + "#access_token="));
  }

  @Test
  void aLinkLeadsWhereItsRequestSaidIfThatIsAllowed() {
    String email = newEmail();
    json(Map.of("email", email)).post("/auth/v1/otp?redirect_to=" + SITE + "/welcome?a=b");

    String landing = follow(mailbox.newest(email)).header("Location");

    assertTrue(landing.startsWith(SITE + "/welcome?a=b#access_token="), landing);
  }

  @Test
  void anotherSitesPageFollowsNoLink() {
    String email = newEmail();
    otp(email);
    String token = TestMailbox.token(mailbox.newest(email));

    given()
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("token", token)
        .formParam("type", "magiclink")
        .post("/auth/v1/verify/link")
        .then()
        .statusCode(403);

    verifyLink("magiclink", token).then().statusCode(200);
  }

  private static Response changePassword(Session session, String password, String nonce) {
    return as(session).body(Map.of("password", password, "nonce", nonce)).put("/auth/v1/user");
  }

  @Test
  @Tag("B20")
  void theCodeOfAMailProvesOnceWhoHoldsAnOldSession() {
    String email = owner();
    otp(email);
    Session session =
        Session.of(
            verify("magiclink", email, TestMailbox.code(second(email)))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());
    Aged.sessions(Duration.ofMinutes(10));
    Session old = refresh(session);
    as(old)
        .body(Map.of("password", NEW_PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(400)
        .body("code", equalTo("reauthentication_needed"));
    as(old).get("/auth/v1/reauthenticate").then().statusCode(200).body("", equalTo(Map.of()));
    String code = TestMailbox.code(mailbox.await(email, 3));
    String wrong = code.equals("000000") ? "000001" : "000000";

    changePassword(old, NEW_PASSWORD, wrong)
        .then()
        .statusCode(422)
        .body("code", equalTo("reauthentication_not_valid"));
    verify("email", email, code).then().statusCode(403);
    changePassword(old, NEW_PASSWORD, code).then().statusCode(200);
    changePassword(old, PASSWORD, code).then().statusCode(422);

    trySignIn(email, NEW_PASSWORD).then().statusCode(200);
  }

  @Test
  @Tag("B20")
  void theCodeOfAnotherPersonsMailProvesNothing() {
    String email = owner();
    otp(email);
    Session session =
        Session.of(verify("magiclink", email, TestMailbox.code(second(email))).body().jsonPath());
    String other = owner();
    otp(other);
    Session others =
        Session.of(verify("magiclink", other, TestMailbox.code(second(other))).body().jsonPath());
    as(others).get("/auth/v1/reauthenticate").then().statusCode(200);
    String code = TestMailbox.code(mailbox.await(other, 3));

    changePassword(session, NEW_PASSWORD, code).then().statusCode(422);
  }

  @Test
  @Tag("B25")
  void anOpenMailIsVoidOnceThePasswordIsChanged() {
    String email = owner();
    Session session = MailApi.signIn(mailbox, email);
    recover(email);
    ReceivedMail recovery = mailbox.await(email, 3);
    PlatformServers.redis("FLUSHALL");
    otp(email);
    ReceivedMail magic = mailbox.await(email, 4);

    as(session).body(Map.of("password", NEW_PASSWORD)).put("/auth/v1/user").then().statusCode(200);

    verifyLink("recovery", TestMailbox.token(recovery)).then().statusCode(403);
    verifyLink("magiclink", TestMailbox.token(magic)).then().statusCode(403);
    assertEquals("Your password was changed", mailbox.await(email, 5).subject());
  }

  /** With a stolen session a thief would add one that survives it. */
  @Test
  void anAddedFactorIsToldByMail() {
    String email = owner();

    App.enrolled(MailApi.signIn(mailbox, email));

    assertEquals("A second factor was added", mailbox.await(email, 3).subject());
  }

  @Test
  void aSignInFromANewDeviceIsToldByMail() {
    String email = owner();
    Session session = MailApi.signIn(mailbox, email);
    as(session).body(Map.of("password", NEW_PASSWORD)).put("/auth/v1/user").then().statusCode(200);
    mailbox.await(email, 3);
    trySignIn(email, NEW_PASSWORD).then().statusCode(200);
    PlatformServers.sql("update auth.sessions set address = '192.0.2.7'");

    trySignIn(email, NEW_PASSWORD).then().statusCode(200);

    ReceivedMail mail = mailbox.await(email, 4);
    assertEquals("Somebody signed in from a new device", mail.subject());
    assertTrue(mail.text().contains("127.0.0.1"), mail.text());
  }

  @Test
  void aRemovedSecondFactorIsToldByMailWhoeverRemovedIt() {
    for (boolean byAdministrator : new boolean[] {false, true}) {
      String email = owner();
      App.Enrolled enrolled = App.enrolled(MailApi.signIn(mailbox, email));
      mailbox.await(email, 3);
      String factor = "/factors/" + enrolled.app().id();

      if (byAdministrator) {
        AdminApi.as(AdminApi.platformAdmin())
            .delete("/auth/v1/admin/users/" + enrolled.session().userId() + factor)
            .then()
            .statusCode(200);
      } else {
        as(enrolled.session()).delete("/auth/v1" + factor).then().statusCode(200);
      }

      assertEquals("A second factor was removed", mailbox.await(email, 4).subject());
    }
  }

  @Test
  @Tag("B14")
  void aSignInByACodeOrALinkMakesTheDeviceKnown() {
    String email = owner();
    otp(email).then().statusCode(200);
    Response byCode = verify("magiclink", email, TestMailbox.code(mailbox.await(email, 2)));
    PlatformServers.redis("FLUSHALL");
    otp(email).then().statusCode(200);
    Response byLink = MailApi.follow(mailbox.await(email, 3));

    for (Response signedIn : List.of(byCode, byLink)) {
      assertTrue(signedIn.header("Set-Cookie").startsWith("__Host-device="), signedIn::asString);
    }
    assertNull(verify("magiclink", email, "000000").header("Set-Cookie"));
  }

  @Test
  void malformedRequestsAreRefusedInTheWordsOfSupabase() {
    verify("nonsense", newEmail(), "123456")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation_failed"));
    json(Map.of("type", "signup")).post("/auth/v1/verify").then().statusCode(400);
    json(Map.of()).post("/auth/v1/recover").then().statusCode(400);
    json(Map.of("email", "nobody")).post("/auth/v1/otp").then().statusCode(400);
  }
}
