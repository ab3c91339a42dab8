package com.leadignite.auth.phone;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.status;
import static com.leadignite.auth.testing.Phones.change;
import static com.leadignite.auth.testing.Phones.newNumber;
import static com.leadignite.auth.testing.Phones.otp;
import static com.leadignite.auth.testing.Phones.password;
import static com.leadignite.auth.testing.Phones.signUp;
import static com.leadignite.auth.testing.Phones.texts;
import static com.leadignite.auth.testing.Phones.verify;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.MessageTraces;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Phones, as their owners and strangers use them. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class PhoneFlowsTest {

  private static final int MANY = 200;

  TestMailbox mailbox;

  private String code(String number, int texts) {
    return TestMailbox.code(mailbox.await(texts(number), texts));
  }

  private static String wrong(String code) {
    return code.equals("000000") ? "000001" : "000000";
  }

  private static void forgetLimits() {
    PlatformServers.redis("FLUSHALL");
  }

  /** Somebody who signed in with a number that may get the next text at once. */
  private Session owner(String number) {
    signUp(number).then().statusCode(200);
    Session session =
        Session.of(
            verify("sms", number, code(number, 1)).then().statusCode(200).extract().jsonPath());
    forgetLimits();
    return session;
  }

  private Session ownerWithPassword(String number) {
    Session session = owner(number);
    as(session).body(Map.of("password", PASSWORD)).put("/auth/v1/user").then().statusCode(200);
    return session;
  }

  @Test
  void aSignUpIsConfirmedByTheCodeOfItsText() {
    String number = newNumber();
    String shown = number.substring(1);

    signUp(number)
        .then()
        .statusCode(200)
        .body("access_token", nullValue())
        .body("phone", equalTo(shown))
        .body("email", equalTo(""))
        .body("phone_confirmed_at", nullValue())
        .body("identities.provider", contains("phone"))
        .body("app_metadata.provider", equalTo("phone"));

    Response verified = verify("sms", number, code(number, 1));
    verified
        .then()
        .statusCode(200)
        .body("user.phone", equalTo(shown))
        .body("user.phone_confirmed_at", notNullValue())
        .body("user.confirmed_at", notNullValue())
        .body("user.email_confirmed_at", nullValue())
        .body("user.user_metadata.phone", equalTo(shown))
        .body("user.user_metadata.phone_verified", equalTo(true))
        .body("user.app_metadata.providers", contains("phone"))
        .body("user.identities.identity_data.phone", contains(shown))
        .body("user.identities.last_sign_in_at", contains(notNullValue()));
    Session session = Session.of(verified.jsonPath());
    assertEquals(shown, session.claim("phone"));
    assertEquals("", session.claim("email"));
    assertEquals("aal1", session.claim("aal"));
    Stored.await(0, "auth.mails");
  }

  @Test
  void theTextHasTheCodeAndNoLink() {
    String number = newNumber();
    otp(number);

    String text = mailbox.newest(texts(number)).text();

    assertTrue(text.matches("(?s)Your code for https://app.example.com: \\d{6}\n.*"), text);
    assertFalse(text.contains("token="), text);
  }

  @Test
  void aCodeSignsInAndMakesAnAccountIfThereIsNone() {
    String number = newNumber();
    json(Map.of("phone", number, "data", Map.of("name", "Ada"), "channel", "sms"))
        .post("/auth/v1/otp")
        .then()
        .statusCode(200)
        .body("message_id", notNullValue());
    String code = code(number, 1);
    assertEquals(0, Stored.count("auth.users where phone is not null"));

    verify("sms", number.substring(1), code)
        .then()
        .statusCode(200)
        .body("user.user_metadata.name", equalTo("Ada"));

    assertEquals(1, Stored.count("auth.users where phone = '" + number + "'"));
    assertEquals("phone", Stored.text("select string_agg(provider, ' ') from auth.identities"));
  }

  @Test
  void aPasswordSignsInWithTheNumber() {
    String number = newNumber();
    ownerWithPassword(number);

    password(number, PASSWORD)
        .then()
        .statusCode(200)
        .body("user.phone_confirmed_at", notNullValue());
    password(number, "not the password").then().statusCode(400);
    password("nobody", PASSWORD)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_credentials"));
  }

  @Test
  @Tag("B18")
  void thePasswordOfASignUpIsNotThatOfWhoReadsTheText() {
    String number = newNumber();
    signUp(number);
    password(number, PASSWORD).then().statusCode(400);
    verify("sms", number, code(number, 1)).then().statusCode(200);

    password(number, PASSWORD).then().statusCode(400).body("code", equalTo("invalid_credentials"));
  }

  @Test
  @Tag("B18")
  void askingForATextAnswersAndStoresTheSameForEveryNumber() {
    String known = newNumber();
    owner(known);
    String banned = newNumber();
    owner(banned);
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1h' where phone = '%s'"
            .formatted(banned));
    String unconfirmed = newNumber();
    signUp(unconfirmed);
    forgetLimits();
    List<Set<String>> answers = new ArrayList<>();

    for (String path : List.of("/auth/v1/otp", "/auth/v1/resend")) {
      for (String number : List.of(known, banned, unconfirmed, newNumber())) {
        PlatformServers.sql("truncate auth.one_time_secrets; truncate auth.outbox");
        Response answer =
            json(Map.of("phone", number, "type", "sms", "create_user", false)).post(path);
        answers.add(MessageTraces.of(answer));
        forgetLimits();
      }
    }

    assertEquals(1, Set.copyOf(answers).size(), answers::toString);
    assertTrue(
        answers
            .getFirst()
            .containsAll(Set.of("status 200", "body {\"message_id\":\"<id>\"}", "secrets 1")));
  }

  @Test
  @Tag("B18")
  void aSignUpAnswersTheSameForANumberThatHasAnAccount() {
    String number = newNumber();
    owner(number);

    Response known = signUp(number);
    Response unknown = signUp(newNumber());

    assertEquals(unknown.statusCode(), known.statusCode());
    assertEquals(unknown.jsonPath().getMap("").keySet(), known.jsonPath().getMap("").keySet());
    verify("sms", number, code(number, 2)).then().statusCode(200);
  }

  @Test
  @Tag("B18")
  void aSecondTextWithinAMinuteIsNotSentAndTheAnswerDoesNotTell() {
    String number = newNumber();
    Response first = otp(number);

    Response second = otp(number);

    assertEquals(MessageTraces.withoutIds(first), MessageTraces.withoutIds(second));
    assertEquals(first.statusCode(), second.statusCode());
    // The code of the first is still good: nothing was stored for the second.
    verify("sms", number, code(number, 1)).then().statusCode(200);
    Stored.await(0, "auth.mails");
    assertEquals(1, mailbox.to(texts(number)).size());
  }

  @Test
  @Tag("B14")
  void strangersDoNotUseUpTheTextsOfWhoIsOnADeviceOfTheirs() {
    String number = newNumber();
    signUp(number);
    String cookie = cookie(verify("sms", number, code(number, 1)));
    forgetLimits();
    String others = newNumber();
    signUp(others);
    String foreign = cookie(verify("sms", others, code(others, 1)));
    forgetLimits();
    otp(number);
    code(number, 2);

    otpOn(foreign, number).then().statusCode(200);
    otpOn(cookie, number).then().statusCode(200);
    otpOn(cookie, number).then().statusCode(200);

    verify("sms", number, code(number, 3)).then().statusCode(200);
    Stored.await(0, "auth.mails");
    assertEquals(3, mailbox.to(texts(number)).size());
  }

  private static String cookie(Response signedIn) {
    return signedIn.then().statusCode(200).extract().cookie("__Host-device");
  }

  private static Response otpOn(String device, String number) {
    return given()
        .contentType("application/json")
        .header("Cookie", "__Host-device=" + device)
        .body(Map.of("phone", number))
        .post("/auth/v1/otp");
  }

  @Test
  void aNumberWithoutAnAccountGetsNoTextIfNoneIsToBeMade() {
    String number = newNumber();
    String later = newNumber();
    json(Map.of("phone", number, "create_user", false)).post("/auth/v1/otp").then().statusCode(200);
    forgetLimits();
    json(Map.of("phone", number, "type", "sms")).post("/auth/v1/resend").then().statusCode(200);
    otp(later);

    mailbox.newest(texts(later));

    Stored.await(0, "auth.mails");
    assertEquals(List.of(), mailbox.to(texts(number)));
  }

  @Test
  void aTextThatIsSentAgainHasANewCodeForWhatTheFirstOneWasFor() {
    String number = newNumber();
    json(Map.of("phone", number, "data", Map.of("name", "Ada"))).post("/auth/v1/otp");
    String first = code(number, 1);
    forgetLimits();

    json(Map.of("phone", number, "type", "sms")).post("/auth/v1/resend").then().statusCode(200);

    String second = code(number, 2);
    if (!first.equals(second)) {
      verify("sms", number, first).then().statusCode(403);
    }
    verify("sms", number, second)
        .then()
        .statusCode(200)
        .body("user.user_metadata.name", equalTo("Ada"));
  }

  @Test
  @Tag("B20")
  void aCodeIsUsedOnceForItsNumberAndPurposeAlone() {
    String number = newNumber();
    String other = newNumber();
    otp(number);
    String code = code(number, 1);

    verify("phone_change", number, code).then().statusCode(403);
    verify("signup", number, code).then().statusCode(403);
    verify("sms", other, code).then().statusCode(403);
    forgetLimits();
    verify("sms", number, code).then().statusCode(200);

    verify("sms", number, code)
        .then()
        .statusCode(403)
        .body("code", equalTo("otp_expired"))
        .body("message", equalTo("Token has expired or is invalid"));
  }

  @Test
  @Tag("B20")
  void anExpiredCodeIsRefused() {
    String number = newNumber();
    otp(number);
    String code = code(number, 1);
    PlatformServers.sql("update auth.one_time_secrets set expires_at = now() - interval '1s'");

    verify("sms", number, code).then().statusCode(403);
  }

  @Test
  @Tag("B20")
  void ofManyParallelUsesOfACodeOneSucceeds() {
    String number = newNumber();
    otp(number);
    String code = code(number, 1);
    String body = "{\"type\":\"sms\",\"phone\":\"" + number + "\",\"token\":\"" + code + "\"}";

    List<Integer> statuses = Parallel.run(MANY, () -> status("/auth/v1/verify", body));

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    assertEquals(1, Stored.count("auth.sessions"));
    assertEquals(1, Stored.count("auth.users where phone = '" + number + "'"));
  }

  @Test
  @Tag("B11")
  void aFewWrongGuessesMakeACodeVoidWhateverForgetsTheLock() {
    String number = newNumber();
    otp(number);
    String code = code(number, 1);

    for (int i = 0; i < 5; i++) {
      verify("sms", number, wrong(code)).then().statusCode(403);
      forgetLimits();
    }

    verify("sms", number, code).then().statusCode(403);
  }

  @Test
  @Tag("B11")
  @Tag("B14")
  void strangersDoNotVoidTheCodeOfWhoIsOnADeviceOfTheirs() {
    String number = newNumber();
    signUp(number);
    String cookie = cookie(verify("sms", number, code(number, 1)));
    forgetLimits();
    otp(number);
    String code = code(number, 2);
    for (int i = 0; i < 5; i++) {
      verify("sms", number, wrong(code)).then().statusCode(403);
      forgetLimits();
    }

    verify("sms", number, code).then().statusCode(403);
    verifyOn(cookie, number, code).then().statusCode(200);

    forgetLimits();
    otp(number);
    String next = code(number, 3);
    for (int i = 0; i < 10; i++) {
      verifyOn(cookie, number, wrong(next)).then().statusCode(403);
      forgetLimits();
    }
    verifyOn(cookie, number, next).then().statusCode(403);
  }

  private static Response verifyOn(String device, String number, String code) {
    return given()
        .contentType("application/json")
        .header("Cookie", "__Host-device=" + device)
        .body(Map.of("type", "sms", "phone", number, "token", code))
        .post("/auth/v1/verify");
  }

  @Test
  @Tag("B11")
  @Tag("B13")
  void wrongCodesAndPasswordsOfBothAddressesOfAPersonLockTogether() {
    String number = newNumber();
    ownerWithPassword(number);
    String email = newEmail();
    PlatformServers.sql(
        "update auth.users set email = '%s', email_confirmed_at = now() where phone = '%s'"
            .formatted(email, number));
    otp(number);
    String code = code(number, 2);

    for (int i = 0; i < 2; i++) {
      verify("sms", number, wrong(code)).then().statusCode(403);
    }
    password(number, "not the password").then().statusCode(400);
    for (int i = 0; i < 2; i++) {
      json(Map.of("email", email, "password", "not the password"))
          .post("/auth/v1/token?grant_type=password")
          .then()
          .statusCode(400);
    }

    verify("sms", number, code).then().statusCode(429);
    password(number, PASSWORD).then().statusCode(429);
  }

  @Test
  @Tag("B13")
  void aBannedPersonIsNotSignedInByAText() {
    String number = newNumber();
    owner(number);
    otp(number);
    String code = code(number, 2);
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1h'");

    verify("sms", number, code).then().statusCode(403).body("code", equalTo("otp_expired"));
  }

  @Test
  @Tag("B20")
  @Tag("B25")
  void aNumberChangesOnceTheNewOneHasShownItsCode() {
    String old = newNumber();
    Session session = ownerWithPassword(old);
    Session elsewhere = Session.of(password(old, PASSWORD).jsonPath());
    String next = newNumber();
    change(session, next, PASSWORD)
        .then()
        .statusCode(200)
        .body("phone", equalTo(old.substring(1)))
        .body("new_phone", equalTo(next.substring(1)))
        .body("phone_change_sent_at", notNullValue());
    String code = code(next, 1);
    verify("sms", next, code).then().statusCode(403);
    verify("phone_change", old, code).then().statusCode(403);

    Session changed =
        Session.of(
            verify("phone_change", next, code)
                .then()
                .statusCode(200)
                .body("user.phone", equalTo(next.substring(1)))
                .body("user.new_phone", nullValue())
                .body("user.id", equalTo(session.userId()))
                .extract()
                .jsonPath());

    as(changed).get("/auth/v1/user").then().statusCode(200);
    for (Session before : List.of(session, elsewhere)) {
      json(Map.of("refresh_token", before.refreshToken()))
          .post("/auth/v1/token?grant_type=refresh_token")
          .then()
          .statusCode(400);
    }
    password(next, PASSWORD).then().statusCode(200);
    password(old, PASSWORD).then().statusCode(400);
  }

  @Test
  void aChangedNumberIsToldByMail() {
    String number = newNumber();
    Session session = ownerWithPassword(number);
    String email = newEmail();
    PlatformServers.sql(
        "update auth.users set email = '%s', email_confirmed_at = now()".formatted(email));
    String next = newNumber();
    change(session, next, PASSWORD).then().statusCode(200);

    verify("phone_change", next, code(next, 1)).then().statusCode(200);

    assertEquals("Your phone number was changed", mailbox.newest(email).subject());
  }

  @Test
  @Tag("B20")
  void aNumberChangesOnlyForWhoProvedThatItIsThem() {
    Session session = owner(newNumber());
    String next = newNumber();

    as(session)
        .body(Map.of("phone", next))
        .put("/auth/v1/user")
        .then()
        .statusCode(400)
        .body("code", equalTo("reauthentication_needed"));

    assertEquals(0, Stored.count("auth.one_time_secrets where purpose = 'phone_change'"));
  }

  @Test
  void aCodeByTextProvesWhoHoldsASession() {
    String number = newNumber();
    Session session = owner(number);
    as(session).get("/auth/v1/reauthenticate").then().statusCode(200);
    String nonce = code(number, 2);
    String next = newNumber();

    as(session)
        .body(Map.of("phone", next, "nonce", nonce))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);

    verify("phone_change", next, code(next, 1)).then().statusCode(200);
  }

  @Test
  @Tag("B18")
  void onlyWhoReadsItsTextsLearnsThatANumberHasAnAccount() {
    String taken = newNumber();
    owner(taken);
    Session session = ownerWithPassword(newNumber());

    Response answer = change(session, taken, PASSWORD);

    assertEquals(change(session, newNumber(), PASSWORD).statusCode(), answer.statusCode());
    verify("phone_change", taken, code(taken, 2))
        .then()
        .statusCode(422)
        .body("code", equalTo("phone_exists"));
  }

  /** The password is theirs: they showed a number before they set it. */
  @Test
  void anAddressThatAPersonWithANumberAddsLeavesTheirPassword() {
    String number = newNumber();
    Session session = ownerWithPassword(number);
    String email = newEmail();
    as(session).get("/auth/v1/reauthenticate").then().statusCode(200);
    as(session)
        .body(Map.of("email", email, "nonce", code(number, 2)))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);
    json(Map.of("type", "email_change", "email", email, "token", mailed(email)))
        .post("/auth/v1/verify")
        .then()
        .statusCode(200)
        .body("user.email", equalTo(email))
        .body("user.identities.provider", equalTo(List.of("phone", "email")))
        .body("user.app_metadata.providers", equalTo(List.of("phone", "email")));

    password(number, PASSWORD).then().statusCode(200);
    json(Map.of("email", email, "password", PASSWORD))
        .post("/auth/v1/token?grant_type=password")
        .then()
        .statusCode(200);
  }

  private String mailed(String email) {
    return TestMailbox.code(mailbox.newest(email));
  }

  @Test
  void aTextOfAChangeIsSentAgain() {
    Session session = ownerWithPassword(newNumber());
    String next = newNumber();
    change(session, next, PASSWORD);
    code(next, 1);
    forgetLimits();

    json(Map.of("phone", next, "type", "phone_change"))
        .post("/auth/v1/resend")
        .then()
        .statusCode(200);

    verify("phone_change", next, code(next, 2))
        .then()
        .statusCode(200)
        .body("user.id", equalTo(session.userId()));
  }

  @Test
  @Tag("B25")
  @Tag("B41")
  void aChangeDiesWithTheSessionThatBeganIt() {
    String number = newNumber();
    Session session = ownerWithPassword(number);
    Session thief = Session.of(password(number, PASSWORD).jsonPath());
    String next = newNumber();
    change(thief, next, PASSWORD).then().statusCode(200);
    String code = code(next, 1);

    as(session).post("/auth/v1/logout?scope=others").then().statusCode(204);

    verify("phone_change", next, code).then().statusCode(403);
  }

  @Test
  @Tag("B20")
  @Tag("B41")
  void theCodeOfTheOwnersChangeFinishesNoChangeOfAThief() {
    String number = newNumber();
    Session owner = ownerWithPassword(number);
    Session thief = Session.of(password(number, PASSWORD).jsonPath());
    String stolen = newNumber();
    change(thief, stolen, PASSWORD).then().statusCode(200);
    String stolenCode = code(stolen, 1);
    String next = newNumber();
    change(owner, next, PASSWORD).then().statusCode(200);
    String code = code(next, 1);

    verify("phone_change", stolen, code).then().statusCode(403);
    verify("phone_change", next, stolenCode).then().statusCode(403);
    verify("phone_change", next, code)
        .then()
        .statusCode(200)
        .body("user.phone", equalTo(next.substring(1)))
        .body("user.new_phone", nullValue());

    verify("phone_change", stolen, stolenCode).then().statusCode(403);
  }

  @Test
  @Tag("B35")
  void noBodyConfirmsANumber() {
    String number = newNumber();
    json(Map.of(
            "phone",
            number,
            "password",
            PASSWORD,
            "phone_confirmed_at",
            "2024-01-01T00:00:00Z",
            "phone_confirm",
            true,
            "data",
            Map.of("phone_verified", true, "phone", "1")))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200)
        .body("user_metadata.phone_verified", equalTo(false))
        .body("user_metadata.phone", equalTo(number.substring(1)));

    assertEquals(0, Stored.count("auth.users where phone_confirmed_at is not null"));
  }

  @Test
  @Tag("B32")
  void noCodeIsStoredOrLoggedInReadableForm() {
    String number = newNumber();
    otp(number);
    String code = code(number, 1);

    String stored = Stored.dump("auth.one_time_secrets") + Stored.dump("auth.outbox");

    assertFalse(stored.contains("\"" + code + "\""), stored);
  }

  @Test
  void malformedRequestsAreRefusedInTheWordsOfSupabase() {
    for (String path : List.of("/auth/v1/otp", "/auth/v1/signup", "/auth/v1/verify")) {
      json(Map.of("phone", "+1415", "password", PASSWORD, "type", "sms", "token", "123456"))
          .post(path)
          .then()
          .statusCode(400)
          .body("code", equalTo("validation_failed"))
          .body("message", equalTo("Invalid phone number format (E.164 required)"));
    }
    json(Map.of("phone", newNumber(), "channel", "whatsapp"))
        .post("/auth/v1/otp")
        .then()
        .statusCode(400)
        .body("message", containsString("sms"));
    json(Map.of("phone", newNumber(), "email", newEmail()))
        .post("/auth/v1/otp")
        .then()
        .statusCode(400);
    json(Map.of("phone", newNumber(), "type", "signup"))
        .post("/auth/v1/resend")
        .then()
        .statusCode(400);
    json(Map.of("email", newEmail(), "type", "sms")).post("/auth/v1/resend").then().statusCode(400);
  }

  @Test
  void tellsThatPhonesAreOn() {
    given()
        .get("/auth/v1/settings")
        .then()
        .body("external.phone", equalTo(true))
        .body("phone_autoconfirm", equalTo(false))
        .body("sms_provider", equalTo("mailbox"));
  }
}
