package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AdminApi.as;
import static com.leadignite.auth.testing.AdminApi.backOffice;
import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.MailApi.follow;
import static com.leadignite.auth.testing.MailApi.otp;
import static com.leadignite.auth.testing.MailApi.owner;
import static com.leadignite.auth.testing.MailApi.signIn;
import static com.leadignite.auth.testing.MailApi.verify;
import static com.leadignite.auth.testing.MailApi.verifyLink;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.embedded.mailbox.ReceivedMail;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invitations by mail, and links that administrators make and hand over. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class GenerateLinkTest {

  private static final String SITE = "https://app.example.com";

  TestMailbox mailbox;

  private static Response invite(String email) {
    return as(backOffice())
        .body(Map.of("email", email, "data", Map.of("name", "Ada")))
        .post("/auth/v1/invite?redirect_to=" + SITE + "/welcome");
  }

  private static Response generate(Map<String, ?> body) {
    return as(backOffice()).body(body).post("/auth/v1/admin/generate_link");
  }

  private static JsonPath generated(String type, String email) {
    return generate(Map.of("type", type, "email", email))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  @Tag("B20")
  void anInvitationMakesAnAccountThatItsMailSignsInTo() {
    String email = newEmail();
    String id =
        invite(email)
            .then()
            .statusCode(200)
            .body("email", equalTo(email))
            .body("invited_at", notNullValue())
            .body("confirmation_sent_at", notNullValue())
            .body("email_confirmed_at", nullValue())
            .body("user_metadata.name", equalTo("Ada"))
            .extract()
            .jsonPath()
            .getString("id");
    ReceivedMail mail = mailbox.newest(email);
    assertEquals("You have been invited", mail.subject());

    String landing = follow(mail).then().statusCode(303).extract().header("Location");

    assertTrue(landing.startsWith(SITE + "/welcome#access_token="), landing);
    assertEquals("invite", TestMailbox.parameter(landing, "type"));
    verify("invite", email, TestMailbox.code(mail)).then().statusCode(403);
    assertEquals(
        1, Stored.count("auth.users where email_confirmed_at is not null and id = '" + id + "'"));
    assertEquals(1, Stored.events("auth.user.invited"));
  }

  @Test
  void aPersonWhoHasNotAcceptedIsInvitedOnceMore() {
    String email = newEmail();
    invite(email).then().statusCode(200);
    ReceivedMail first = mailbox.newest(email);
    invite(email).then().statusCode(200);
    ReceivedMail second = mailbox.await(email, 2);

    verifyLink("invite", TestMailbox.token(first)).then().statusCode(403);
    verifyLink("invite", TestMailbox.token(second)).then().statusCode(200);
    invite(email).then().statusCode(422).body("code", equalTo("email_exists"));
  }

  @Test
  void aLinkIsTheAccountWithFiveMembersMore() {
    String email = owner(mailbox);

    JsonPath made =
        generate(Map.of("type", "recovery", "email", email, "redirect_to", SITE + "/set"))
            .then()
            .statusCode(200)
            .body("email", equalTo(email))
            .body("app_metadata.provider", equalTo("email"))
            .body("verification_type", equalTo("recovery"))
            .body("redirect_to", equalTo(SITE + "/set"))
            .extract()
            .jsonPath();

    String link = made.getString("action_link");
    assertTrue(link.startsWith(SITE + "/auth/v1/verify?token="), link);
    assertEquals(made.getString("hashed_token"), TestMailbox.parameter(link, "token"));
    assertEquals("recovery", TestMailbox.parameter(link, "type"));
    assertEquals(SITE + "/set", TestMailbox.parameter(link, "redirect_to"));
    verify("recovery", email, made.getString("email_otp"))
        .then()
        .statusCode(200)
        .body("user.email", equalTo(email));
    verifyLink("recovery", made.getString("hashed_token")).then().statusCode(403);
    assertEquals(1, mailbox.to(email).size(), "no mail is sent");
    assertEquals(1, Stored.events("auth.link.generated"));
  }

  @Test
  @Tag("B21")
  void aMagicLinkSignsInAtOneFactor() {
    String email = owner(mailbox);
    JsonPath made = generated("magiclink", email);

    Session session =
        Session.of(
            verifyLink("magiclink", made.getString("hashed_token"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());

    assertEquals("aal1", session.claim("aal"));
  }

  @Test
  void aMagicLinkForNobodyIsThatOfASignUp() {
    String email = newEmail();

    JsonPath made = generated("magiclink", email);

    assertEquals("signup", made.getString("verification_type"));
    verifyLink("signup", made.getString("hashed_token"))
        .then()
        .statusCode(200)
        .body("user.id", equalTo(made.getString("id")));
  }

  @Test
  @Tag("B20")
  void aSignUpKeepsNoPasswordBeforeItsAddressIsConfirmed() {
    String email = newEmail();
    generate(Map.of("type", "signup", "email", email))
        .then()
        .statusCode(400)
        .body("message", equalTo("Signup requires a valid password"));
    generate(Map.of("type", "signup", "email", email, "password", "short"))
        .then()
        .statusCode(422)
        .body("code", equalTo("weak_password"));
    JsonPath made =
        generate(Map.of("type", "signup", "email", email, "password", PASSWORD))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    verifyLink("signup", made.getString("hashed_token")).then().statusCode(200);

    trySignIn(email, PASSWORD).then().statusCode(400);
    for (String type : List.of("signup", "invite")) {
      generate(Map.of("type", type, "email", email, "password", PASSWORD))
          .then()
          .statusCode(422)
          .body("code", equalTo("email_exists"));
    }
  }

  @Test
  void anInvitationIsMadeAsALink() {
    String email = newEmail();

    JsonPath made = generated("invite", email);

    assertTrue(made.getString("invited_at") != null, made::prettify);
    verifyLink("invite", made.getString("hashed_token")).then().statusCode(200);
    assertEquals(List.of(), mailbox.to(email));
  }

  @Test
  @Tag("B20")
  void bothHalvesOfAChangeOfAddressAreMadeAsLinks() {
    String email = owner(mailbox);
    Session before = signIn(mailbox, email);
    String to = newEmail();
    Map<String, String> current =
        Map.of("type", "email_change_current", "email", email, "new_email", to);
    Map<String, String> moved = Map.of("type", "email_change_new", "email", email, "new_email", to);
    JsonPath one = generate(current).then().statusCode(200).extract().jsonPath();
    JsonPath other = generate(moved).then().body("new_email", equalTo(to)).extract().jsonPath();
    assertEquals("email_change_current", one.getString("verification_type"));
    assertEquals("email_change", TestMailbox.parameter(one.getString("action_link"), "type"));

    verifyLink("email_change", one.getString("hashed_token"))
        .then()
        .statusCode(200)
        .body("code", equalTo(200));
    verify("email_change", to, other.getString("email_otp"))
        .then()
        .statusCode(200)
        .body("user.email", equalTo(to));

    com.leadignite.auth.testing.AuthApi.as(before)
        .get("/auth/v1/user")
        .then()
        .statusCode(403)
        .body("code", equalTo("session_not_found"));
  }

  @Test
  void aChangeOfAddressNeedsANewOneThatIsFree() {
    String email = owner(mailbox);
    String taken = owner(mailbox);

    generate(Map.of("type", "email_change_new", "email", email))
        .then()
        .statusCode(400)
        .body("code", equalTo("validation_failed"));
    generate(Map.of("type", "email_change_new", "email", email, "new_email", taken))
        .then()
        .statusCode(422)
        .body("code", equalTo("email_exists"));
  }

  @Test
  void theseTypesNeedAnAccount() {
    for (String type : List.of("recovery", "email_change_current", "email_change_new")) {
      generate(Map.of("type", type, "email", newEmail(), "new_email", newEmail()))
          .then()
          .statusCode(404)
          .body("code", equalTo("user_not_found"));
    }
    generate(Map.of("type", "nonsense", "email", newEmail())).then().statusCode(400);
    generate(Map.of("type", "recovery", "email", "nobody"))
        .then()
        .statusCode(400)
        .body("message", equalTo("Unable to validate email address: invalid format"));
    invite("nobody").then().statusCode(400);
  }

  @Test
  @Tag("B35")
  void servicesMakeNoneForPlatformAdministrators() {
    String email = owner(mailbox);
    PlatformServers.sql(
        "update auth.memberships set role = 'platform_admin' where user_id ="
            + " (select id from auth.users where email = '%s')".formatted(email));

    generate(Map.of("type", "recovery", "email", email))
        .then()
        .statusCode(403)
        .body("code", equalTo("not_admin"));

    as(platformAdmin())
        .body(Map.of("type", "recovery", "email", email))
        .post("/auth/v1/admin/generate_link")
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("B7")
  void areForThoseWhoAdministerAccounts() {
    Session person = signIn(mailbox, owner(mailbox));
    Map<String, String> body = Map.of("type", "magiclink", "email", newEmail());

    for (String path : List.of("/auth/v1/admin/generate_link", "/auth/v1/invite")) {
      com.leadignite.auth.testing.AuthApi.as(person).body(body).post(path).then().statusCode(403);
      com.leadignite.auth.testing.AuthApi.json(body).post(path).then().statusCode(401);
      as(platformAdmin().authenticatedAt(Instant.now().minusSeconds(400)))
          .body(body)
          .post(path)
          .then()
          .statusCode(403);
    }
  }

  @Test
  void aLinkReplacesTheMailedOne() {
    String email = owner(mailbox);
    otp(email);
    ReceivedMail mail = mailbox.await(email, 2);

    JsonPath made = generated("magiclink", email);

    verifyLink("magiclink", TestMailbox.token(mail)).then().statusCode(403);
    verifyLink("magiclink", made.getString("hashed_token")).then().statusCode(200);
  }
}
