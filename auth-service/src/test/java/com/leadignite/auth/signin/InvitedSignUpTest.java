package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.MailApi.otp;
import static com.leadignite.auth.testing.MailApi.verify;
import static com.leadignite.auth.testing.MailApi.verifyLink;
import static com.leadignite.auth.testing.Phones.newNumber;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.CountedRows;
import com.leadignite.auth.testing.MailApi;
import com.leadignite.auth.testing.Phones;
import com.leadignite.auth.testing.RangeServer;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.SwitchedSettings;
import com.leadignite.auth.testing.TwilioServer;
import com.leadignite.auth.testing.WithProviders;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only addresses with an open invitation may sign up, and only their mailboxes learn of it. */
@QuarkusTest
@TestProfile(WithProviders.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@WithTestResource(TwilioServer.class)
@WithTestResource(RangeServer.class)
@ExtendWith(CleanDatabase.class)
class InvitedSignUpTest {

  private static final String TOKEN = "a token of an invitation";

  TestMailbox mailbox;

  private String author = "";
  private String tenant = "";

  private static void signUpIs(SignUpMode mode) {
    SwitchedSettings.set(
        SignUpConfig.class,
        Map.of("leadignite.auth.sign-up", mode.name().toLowerCase(Locale.ROOT)));
  }

  @AfterEach
  void forget() {
    SwitchedSettings.forget();
  }

  @BeforeEach
  void organization() {
    signUpIs(SignUpMode.INVITED);
    author =
        AdminApi.createUser(Map.of("email", "author@example.com", "email_confirm", true))
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    tenant = Stored.text("select tenant_id::text from auth.users where id = '" + author + "'");
  }

  private String invited() {
    String email = newEmail();
    PlatformServers.sql(
        """
        insert into auth.invitations (
          tenant_id, token_hash, email, role, invited_by, created_at, expires_at)
        values ('%s', sha256('%s'), '%s', 'agent', '%s', now(), now() + interval '1 day')
        """
            .formatted(tenant, TOKEN + email, email, author));
    return email;
  }

  private static Response signUp(String email) {
    return json(Map.of("email", email, "password", PASSWORD)).post("/auth/v1/signup");
  }

  @Test
  void anInvitedAddressSignsUp() {
    String email = invited();

    signUp(email).then().statusCode(200);

    verify("signup", email, TestMailbox.code(mailbox.newest(email)))
        .then()
        .statusCode(200)
        .body("user.email", equalTo(email));
  }

  @Test
  void anInvitedAddressSignsInByACodeAndGetsAnAccount() {
    String email = invited();

    otp(email).then().statusCode(200);

    verifyLink("magiclink", TestMailbox.token(mailbox.newest(email))).then().statusCode(200);
  }

  @Test
  @Tag("B18")
  void anyOtherAddressGetsTheSameAnswersAndNothingElse() {
    String email = newEmail();

    Map<String, ?> ofUnknown = signUp(email).then().statusCode(200).extract().path("$");
    otp(email).then().statusCode(200);

    Map<String, ?> ofInvited = signUp(invited()).then().statusCode(200).extract().path("$");
    assertEquals(ofInvited.keySet(), ofUnknown.keySet());
    assertEquals(0, Stored.count("auth.users where email = '" + email + "'"));
    assertEquals(0, Stored.count("auth.mails where wanted and address = '" + email + "'"));
    Stored.await(0, "auth.mails");
    assertEquals(List.of(), mailbox.to(email));
    assertEquals(1, Stored.events("auth.signup.refused"));
  }

  @Test
  @Tag("B18")
  void theSameIsDoneForEveryAddress() {
    for (Function<String, Response> request :
        List.<Function<String, Response>>of(InvitedSignUpTest::signUp, MailApi::otp)) {
      String known = "author@example.com";
      PlatformServers.redis("FLUSHALL");

      List<String> ofInvited = workOf(request, invited());

      assertEquals(ofInvited, workOf(request, newEmail()));
      assertEquals(ofInvited, workOf(request, known));
    }
  }

  private static List<String> workOf(Function<String, Response> request, String email) {
    CountedRows.reset();
    request.apply(email).then().statusCode(200);
    return CountedRows.work();
  }

  @Test
  @Tag("B41")
  void aMailedLinkMakesNoAccountOnceTheInvitationIsWithdrawn() {
    String email = invited();
    otp(email).then().statusCode(200);
    String link = TestMailbox.token(mailbox.newest(email));

    PlatformServers.sql("delete from auth.invitations");

    verifyLink("magiclink", link).then().statusCode(403).body("code", equalTo("otp_expired"));
    assertEquals(0, Stored.count("auth.users where email = '" + email + "'"));
  }

  @Test
  @Tag("B41")
  void anInvitationOfSomebodyWhoIsNoAdminAnyMoreIsNone() {
    String email = invited();
    PlatformServers.sql("update auth.memberships set role = 'agent'");

    signUp(email).then().statusCode(200);

    assertEquals(0, Stored.count("auth.users where email = '" + email + "'"));
  }

  @Test
  void aTokenJoinsItsOrganization() {
    String email = invited();

    json(Map.of(
            "email", email,
            "password", PASSWORD,
            "data", Map.of("invitation_token", TOKEN + email)))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);

    assertEquals(
        tenant,
        Stored.text("select tenant_id::text from auth.users where email = '" + email + "'"));
  }

  @Test
  void nobodySignsUpWhoeverInvitedThemOnceItIsClosed() {
    String email = invited();
    signUpIs(SignUpMode.CLOSED);

    for (Map<String, String> data :
        List.of(Map.of("name", "Ada"), Map.of("invitation_token", TOKEN + email))) {
      json(Map.of("email", email, "password", PASSWORD, "data", data))
          .post("/auth/v1/signup")
          .then()
          .statusCode(422)
          .body("code", equalTo("signup_disabled"));
    }
    Phones.signUp(newNumber()).then().statusCode(422).body("code", equalTo("signup_disabled"));
    json(Map.of()).post("/auth/v1/signup").then().statusCode(422);
    otp(email).then().statusCode(200);
    Stored.await(0, "auth.mails");
    assertEquals(List.of(), mailbox.to(email));
    assertEquals(0, Stored.count("auth.users where email = '" + email + "'"));
    given().get("/auth/v1/settings").then().body("disable_signup", equalTo(true));
  }

  @Test
  void nobodySignsUpWithoutAMailbox() {
    Phones.signUp(newNumber()).then().statusCode(422).body("code", equalTo("signup_disabled"));
    json(Map.of()).post("/auth/v1/signup").then().statusCode(422);
    given().get("/auth/v1/settings").then().body("disable_signup", equalTo(false));
  }
}
