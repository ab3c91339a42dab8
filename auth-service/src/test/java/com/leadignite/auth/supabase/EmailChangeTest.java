package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.status;
import static com.leadignite.auth.testing.MailApi.follow;
import static com.leadignite.auth.testing.MailApi.otp;
import static com.leadignite.auth.testing.MailApi.owner;
import static com.leadignite.auth.testing.MailApi.recover;
import static com.leadignite.auth.testing.MailApi.signIn;
import static com.leadignite.auth.testing.MailApi.verify;
import static com.leadignite.auth.testing.MailApi.verifyLink;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.embedded.mailbox.ReceivedMail;
import com.leadignite.guard.limit.Limit;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An account that moves to another address, to which two mailboxes have to agree. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class EmailChangeTest {

  private static final String TYPE = "email_change";
  private static final String NEW_PASSWORD = "violet harbour 27 canyon";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  TestMailbox mailbox;

  /** Somebody who asked to move, and the two mails. */
  private record Asked(
      String from, String to, Session session, ReceivedMail current, ReceivedMail moved) {}

  private static Response change(Session session, Map<String, ?> body) {
    return as(session).body(body).put("/auth/v1/user");
  }

  private Asked asked(Map<String, String> more) {
    String from = owner(mailbox);
    String to = newEmail();
    Session session = signIn(mailbox, from);
    int before = mailbox.to(from).size();
    Map<String, String> body = new java.util.HashMap<>(more);
    body.put("email", to);
    change(session, body).then().statusCode(200);
    return new Asked(from, to, session, mailbox.await(from, before + 1), mailbox.newest(to));
  }

  private static long accounts(String email) {
    return Stored.count("auth.users where email = '" + email + "'");
  }

  @Test
  @Tag("B20")
  void isMadeOnceBothMailboxesHaveAgreed() {
    Asked asked = asked(Map.of());
    as(asked.session())
        .get("/auth/v1/user")
        .then()
        .body("email", equalTo(asked.from()))
        .body("new_email", equalTo(asked.to()))
        .body("email_change_sent_at", notNullValue());
    assertTrue(asked.current().text().contains(asked.to()), asked.current().text());

    verify(TYPE, asked.from(), TestMailbox.code(asked.current()))
        .then()
        .statusCode(200)
        .body("code", equalTo(200))
        .body(
            "msg",
            equalTo(
                "Confirmation link accepted. Please proceed to confirm link sent to the other"
                    + " email"))
        .body("access_token", nullValue());
    assertEquals(1, accounts(asked.from()));
    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(403);

    verifyLink(TYPE, TestMailbox.token(asked.moved()))
        .then()
        .statusCode(200)
        .body("user.email", equalTo(asked.to()))
        .body("user.id", equalTo(asked.session().userId()))
        .body("user.new_email", nullValue());
    assertEquals(0, accounts(asked.from()));
    assertEquals(1, Stored.events("auth.email.change_requested"));
    assertEquals(1, Stored.events("auth.email.changed"));
  }

  @Test
  @Tag("B20")
  void aCodeIsGoodForItsMailboxAlone() {
    Asked asked = asked(Map.of());

    verify(TYPE, asked.to(), TestMailbox.code(asked.current())).then().statusCode(403);
    verify(TYPE, asked.from(), TestMailbox.code(asked.moved())).then().statusCode(403);
    verify("magiclink", asked.from(), TestMailbox.code(asked.current())).then().statusCode(403);
    verifyLink("recovery", TestMailbox.token(asked.moved())).then().statusCode(403);
    assertEquals(1, accounts(asked.from()));
  }

  @Test
  @Tag("B25")
  void endsAllSessionsButTheOneThatAsked() {
    String from = owner(mailbox);
    Session other = signIn(mailbox, from);
    Session session = signIn(mailbox, from);
    String to = newEmail();
    int before = mailbox.to(from).size();
    change(session, Map.of("email", to)).then().statusCode(200);
    as(other).get("/auth/v1/user").then().statusCode(200);

    verifyLink(TYPE, TestMailbox.token(mailbox.newest(to))).then().statusCode(200);
    verifyLink(TYPE, TestMailbox.token(mailbox.await(from, before + 1))).then().statusCode(200);

    as(other).get("/auth/v1/user").then().statusCode(403);
    as(session).get("/auth/v1/user").then().statusCode(200).body("email", equalTo(to));
    assertEquals(to, refresh(session).claim("email"));
  }

  @Test
  @Tag("B25")
  void voidsWhatElseWasMailedToTheOldAddress() {
    Asked asked = asked(Map.of());
    int before = mailbox.to(asked.from()).size();
    recover(asked.from());
    ReceivedMail recovery = mailbox.await(asked.from(), before + 1);
    PlatformServers.redis("FLUSHALL");
    otp(asked.from());
    ReceivedMail magic = mailbox.await(asked.from(), before + 2);

    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(200);
    verifyLink(TYPE, TestMailbox.token(asked.moved())).then().statusCode(200);

    verifyLink("recovery", TestMailbox.token(recovery)).then().statusCode(403);
    verifyLink("magiclink", TestMailbox.token(magic)).then().statusCode(403);
    assertEquals(0, Stored.count("auth.one_time_secrets"));
    assertEquals(0, Stored.count("auth.email_changes"));
  }

  @Test
  @Tag("B20")
  void theMailToAFormerAddressAgreesToNothing() {
    Asked asked = asked(Map.of());
    PlatformServers.sql(
        "update auth.users set email = '%s' where email = '%s'"
            .formatted(newEmail(), asked.from()));

    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(403);
  }

  @Test
  @Tag("B25")
  void isCalledOffByAChangeOfThePassword() {
    Asked asked = asked(Map.of());
    change(asked.session(), Map.of("password", NEW_PASSWORD))
        .then()
        .statusCode(200)
        .body("new_email", nullValue());

    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(403);
    verifyLink(TYPE, TestMailbox.token(asked.moved())).then().statusCode(403);
    assertEquals(1, accounts(asked.from()));
  }

  @Test
  @Tag("B20")
  void isReplacedByALaterOne() {
    Asked asked = asked(Map.of());
    String other = newEmail();
    PlatformServers.redis("FLUSHALL");
    change(asked.session(), Map.of("email", other)).then().body("new_email", equalTo(other));

    verifyLink(TYPE, TestMailbox.token(asked.moved())).then().statusCode(403);
    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(403);
    assertEquals(1, accounts(asked.from()));
  }

  @Test
  @Tag("B18")
  void toAnAddressThatHasAnAccountIsToldToItsMailboxAlone() {
    String from = owner(mailbox);
    String taken = owner(mailbox);
    Session session = signIn(mailbox, from);
    int before = mailbox.to(from).size();
    int theirs = mailbox.to(taken).size();

    change(session, Map.of("email", taken))
        .then()
        .statusCode(200)
        .body("new_email", equalTo(taken));

    ReceivedMail told = mailbox.await(taken, theirs + 1);
    assertEquals("You already have an account", told.subject());
    assertFalse(told.text().contains("token="), told.text());
    verify(TYPE, from, TestMailbox.code(mailbox.await(from, before + 1)))
        .then()
        .statusCode(200)
        .body("code", equalTo(200));
    assertEquals(1, accounts(from));
    assertEquals(1, accounts(taken));
  }

  @Test
  @Tag("B18")
  void storesTheSameWhetherTheAddressHasAnAccount() {
    String taken = owner(mailbox);
    String free = newEmail();

    assertEquals(storedOfChangeTo(free), storedOfChangeTo(taken));
  }

  private String storedOfChangeTo(String to) {
    Session session = signIn(mailbox, owner(mailbox));
    PlatformServers.sql("truncate auth.one_time_secrets; truncate auth.outbox");
    Response answer =
        change(session, Map.of("email", to)).then().statusCode(200).extract().response();
    return "secrets "
        + Stored.count("auth.one_time_secrets")
        + ", changes "
        + Stored.count("auth.email_changes where new_email = '" + to + "'")
        + ", events "
        + Stored.count("auth.outbox")
        + ", told "
        + answer.jsonPath().getString("new_email").equals(to);
  }

  @Test
  @Tag("B18")
  void anAddressThatGotAnAccountMeanwhileIsRefusedLikeAWrongCode() {
    Asked asked = asked(Map.of());
    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(200);
    String other = owner(mailbox);
    PlatformServers.sql(
        "update auth.users set email = '%s' where email = '%s'".formatted(asked.to(), other));

    verifyLink(TYPE, TestMailbox.token(asked.moved()))
        .then()
        .statusCode(403)
        .body("code", equalTo("otp_expired"));
  }

  @Test
  void needsAFreshSignInOrAnotherProof() {
    String from = owner(mailbox);
    Session session = signIn(mailbox, from);
    Aged.sessions(Duration.ofMinutes(10));
    Session old = refresh(session);
    int before = mailbox.to(from).size();
    String to = newEmail();
    change(old, Map.of("email", to))
        .then()
        .statusCode(400)
        .body("code", equalTo("reauthentication_needed"));
    assertEquals(0, Stored.count("auth.email_changes"));
    as(old).get("/auth/v1/reauthenticate").then().statusCode(200);
    String nonce = TestMailbox.code(mailbox.await(from, before + 1));

    change(old, Map.of("email", to, "nonce", nonce)).then().statusCode(200);

    assertEquals(
        "Confirm the change of your e-mail address", mailbox.await(from, before + 2).subject());
    assertEquals("Confirm your new e-mail address", mailbox.newest(to).subject());
  }

  @Test
  @Tag("B40")
  void isAskedForSoManyTimesAnHour() {
    Session session = signIn(mailbox, owner(mailbox));
    for (int i = 0; i < Limit.EMAIL_CHANGE.permits(); i++) {
      change(session, Map.of("email", newEmail())).then().statusCode(200);
    }

    change(session, Map.of("email", newEmail())).then().statusCode(429);
  }

  @Test
  void mailsAreSentOnceMoreToThoseWhoHaveNotAgreed() {
    Asked asked = asked(Map.of());
    int before = mailbox.to(asked.from()).size();
    verifyLink(TYPE, TestMailbox.token(asked.moved())).then().statusCode(200);
    PlatformServers.redis("FLUSHALL");

    json(Map.of("type", TYPE, "email", asked.from()))
        .post("/auth/v1/resend")
        .then()
        .statusCode(200)
        .body("", equalTo(Map.of()));

    ReceivedMail again = mailbox.await(asked.from(), before + 1);
    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(403);
    verifyLink(TYPE, TestMailbox.token(again))
        .then()
        .statusCode(200)
        .body("user.email", equalTo(asked.to()));
  }

  @Test
  @Tag("B18")
  void askingForThemAgainAnswersAndStoresTheSameForEveryAddress() {
    String waiting = asked(Map.of()).from();
    String known = owner(mailbox);
    String unknown = newEmail();
    int before = mailbox.to(waiting).size();

    String ofKnown = storedOfResend(known);
    String ofUnknown = storedOfResend(unknown);
    String ofWaiting = storedOfResend(waiting);

    assertEquals(ofWaiting, ofKnown);
    assertEquals(ofWaiting, ofUnknown);
    mailbox.await(waiting, before + 1);
    assertEquals(1, mailbox.to(known).size());
    assertEquals(List.of(), mailbox.to(unknown));
  }

  private static String storedOfResend(String email) {
    PlatformServers.redis("FLUSHALL");
    PlatformServers.sql("truncate auth.outbox");
    Response answer = json(Map.of("type", TYPE, "email", email)).post("/auth/v1/resend");
    return answer.statusCode()
        + answer.asString()
        + ", events "
        + Stored.events("auth.mail.requested")
        + ", secrets "
        + Math.min(1, Stored.count("auth.one_time_secrets where address = '" + email + "'"));
  }

  @Test
  @Tag("B30")
  void byLinksWithPkceEndsInACodeForTheClientThatAsked() {
    Asked asked = asked(Map.of("code_challenge", CHALLENGE, "code_challenge_method", "s256"));

    String half = follow(asked.current()).then().statusCode(303).extract().header("Location");
    String whole = follow(asked.moved()).then().statusCode(303).extract().header("Location");

    assertTrue(TestMailbox.parameter(half, "message").startsWith("Confirmation link"), half);
    String code = TestMailbox.parameter(whole, "code");
    json(Map.of("auth_code", code, "code_verifier", VERIFIER))
        .post("/auth/v1/token?grant_type=pkce")
        .then()
        .statusCode(200)
        .body("user.email", equalTo(asked.to()));
  }

  @Test
  @Tag("B20")
  void isMadeOnceHoweverManyUseTheSecondLink() {
    Asked asked = asked(Map.of());
    verifyLink(TYPE, TestMailbox.token(asked.current())).then().statusCode(200);
    String body =
        "{\"type\":\"%s\",\"token_hash\":\"%s\"}".formatted(TYPE, TestMailbox.token(asked.moved()));

    List<Integer> statuses = Parallel.run(200, () -> status("/auth/v1/verify", body));

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    assertEquals(1, accounts(asked.to()));
    assertEquals(1, Stored.events("auth.email.changed"));
  }

  @Test
  @Tag("B20")
  void isMadeWhenBothAgreeAtOnce() {
    Asked asked = asked(Map.of());
    List<String> tokens =
        List.of(TestMailbox.token(asked.current()), TestMailbox.token(asked.moved()));
    java.util.concurrent.atomic.AtomicInteger next =
        new java.util.concurrent.atomic.AtomicInteger();

    List<Integer> statuses =
        Parallel.run(2, () -> verifyLink(TYPE, tokens.get(next.getAndIncrement())).statusCode());

    assertEquals(List.of(200, 200), statuses);
    assertEquals(1, accounts(asked.to()));
  }
}
