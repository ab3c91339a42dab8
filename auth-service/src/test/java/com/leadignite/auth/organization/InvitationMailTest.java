package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.Members.accept;
import static com.leadignite.auth.testing.Members.changeRole;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.MailApi;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invitations by mail, as those who send and those who read them see them. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class InvitationMailTest {

  private static final String INVITATIONS = "/auth/v1/organization/invitations";
  private static final String SITE = "https://app.example.com";
  private static final Pattern LINK = Pattern.compile("\\S+#invitation_token=\\S+");

  TestMailbox mailbox;

  private Session admin;
  private String email;
  private Session invited;

  /** A person who has an account, and has got one mail when they signed up, and one to sign in. */
  @BeforeEach
  void anAdminAndSomebodyToInvite() {
    admin = MailApi.signIn(mailbox, MailApi.owner(mailbox));
    email = MailApi.owner(mailbox);
    invited = MailApi.signIn(mailbox, email);
  }

  @Test
  void bringsTheTokenToTheMailboxAlone() {
    String id =
        tryInvite(email, "manager", "/welcome")
            .then()
            .statusCode(201)
            .body("token", nullValue())
            .body("mailed_at", notNullValue())
            .extract()
            .path("id");

    ReceivedMail mail = mailbox.await(email, 3);
    String link = link(mail);
    assertEquals("You are invited to an organization", mail.subject());
    assertTrue(link.startsWith(SITE + "/welcome#invitation_token="), link);
    assertTrue(mail.html().contains(link), mail.html());
    as(admin).get(INVITATIONS).then().body("items[0].mailed_at", notNullValue());
    assertFalse(Stored.dump("auth.outbox").contains(token(mail)));
    accept(invited, token(mail)).then().statusCode(200).body("role", equalTo("manager"));
    assertEquals(
        1, Stored.count("auth.invitations where id = '" + id + "' and accepted_at is not null"));
  }

  @Test
  @Tag("B19")
  void leadsNowhereButToTheSiteAndWhatTheListHas() {
    for (String target : new String[] {"https://evil.example/", "//evil.example", "javascript:x"}) {
      PlatformServers.redis("FLUSHALL");
      int before = mailbox.to(email).size();
      tryInviteTo(email, target).then().statusCode(201);

      String link = link(mailbox.await(email, before + 1));

      assertTrue(link.startsWith(SITE + "#") || link.startsWith(SITE + "/#"), link);
    }
  }

  @Test
  @Tag("B25")
  void isVoidOnceWithdrawn() {
    String id = tryInvite(email, "user", "/").then().extract().path("id");
    String token = token(mailbox.await(email, 3));

    as(admin).delete(INVITATIONS + "/" + id).then().statusCode(204);

    accept(invited, token).then().statusCode(404);
    resend(admin, id).then().statusCode(404);
  }

  @Test
  @Tag("B25")
  void isVoidOnceSentAgain() {
    String id = tryInvite(email, "user", "/").then().extract().path("id");
    String first = token(mailbox.await(email, 3));

    resend(admin, id).then().statusCode(200).body("id", equalTo(id)).body("token", nullValue());

    String second = token(mailbox.await(email, 4));
    accept(invited, first).then().statusCode(404);
    accept(invited, second).then().statusCode(200);
    resend(admin, id).then().statusCode(404);
    assertEquals(1, Stored.events("organization.invitation.resent"));
  }

  /**
   * Who sends it again vouches for it: it ends with their role, and not with the first author's.
   */
  @Test
  @Tag("B41")
  void belongsToWhoSentItLast() {
    String id = tryInvite(email, "user", "/").then().extract().path("id");
    String other = MailApi.owner(mailbox);
    Session second = MailApi.signIn(mailbox, other);
    PlatformServers.redis("FLUSHALL");
    tryInvite(other, "admin", "/").then().statusCode(201);
    accept(second, token(mailbox.await(other, 3))).then().statusCode(200);
    second = refresh(second);

    resend(second, id).then().statusCode(200);

    String token = token(mailbox.await(email, 4));
    changeRole(admin, second, "user").then().statusCode(200);
    accept(invited, token).then().statusCode(404);
  }

  @Test
  void isNoMatterOfOtherOrganizationsAndLesserRoles() {
    String id = tryInvite(email, "user", "/").then().extract().path("id");

    resend(invited, id).then().statusCode(404);
    resend(admin, "x").then().statusCode(404);
    as(invited).get(INVITATIONS).then().body("items", hasSize(0));
  }

  @Test
  void isLimitedPerMailboxAndOrganization() {
    for (int i = 0; i < 5; i++) {
      tryInvite(email, "user", "/").then().statusCode(201);
    }

    tryInvite(email, "user", "/").then().statusCode(429);

    tryInvite(newEmail(), "user", "/").then().statusCode(201);
    // Without a mail there is nothing to limit.
    as(admin)
        .body(Map.of("email", email, "role", "user"))
        .post(INVITATIONS)
        .then()
        .statusCode(201)
        .body("token", notNullValue());
  }

  /**
   * Strangers may keep nobody else from inviting, and a mailbox from being flooded: what is beyond
   * the limit of all organizations together is stored and not sent, and nobody is told of the
   * others.
   */
  @Test
  @Tag("B40")
  void isLimitedPerMailboxForAllOrganizationsTogether() {
    String to = newEmail();
    List<Session> strangers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      strangers.add(MailApi.signIn(mailbox, MailApi.owner(mailbox)));
    }
    for (Session stranger : strangers) {
      for (int i = 0; i < 5; i++) {
        tryInvite(stranger, to, "user", "/").then().statusCode(201);
      }
    }
    mailbox.await(to, 20);

    tryInvite(to, "user", "/").then().statusCode(201).body("mailed_at", notNullValue());

    String mine = newEmail();
    tryInvite(mine, "user", "/").then().statusCode(201);
    mailbox.await(mine, 1);
    assertEquals(20, mailbox.to(to).size());
  }

  private Response tryInvite(String to, String role, String path) {
    return tryInvite(admin, to, role, path);
  }

  private static Response tryInvite(Session from, String to, String role, String path) {
    return as(from)
        .body(Map.of("email", to, "role", role, "mail", true, "redirect_to", SITE + path))
        .post(INVITATIONS);
  }

  private Response tryInviteTo(String to, String target) {
    return as(admin)
        .body(Map.of("email", to, "role", "user", "mail", true, "redirect_to", target))
        .post(INVITATIONS);
  }

  private static Response resend(Session from, String id) {
    return as(from).body(Map.of()).post(INVITATIONS + "/" + id + "/resend");
  }

  private static String token(ReceivedMail mail) {
    String link = link(mail);
    return link.substring(link.indexOf("#invitation_token=") + "#invitation_token=".length());
  }

  private static String link(ReceivedMail mail) {
    Matcher found = LINK.matcher(mail.text());
    assertTrue(found.find(), mail.text());
    return found.group();
  }
}
