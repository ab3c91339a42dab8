package com.leadignite.auth.testing;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static io.restassured.RestAssured.given;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.embedded.mailbox.ReceivedMail;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.PlatformServers;
import io.restassured.response.Response;
import java.util.Map;

/** The codes and links of mails, as their readers use them. */
public final class MailApi {

  private MailApi() {}

  /** Asks for a code and a link to sign in with. */
  public static Response otp(String email) {
    return json(Map.of("email", email)).post("/auth/v1/otp");
  }

  /** Asks for a mail to recover an account. */
  public static Response recover(String email) {
    return json(Map.of("email", email)).post("/auth/v1/recover");
  }

  /** Uses a code. */
  public static Response verify(String type, String email, String code) {
    return json(Map.of("type", type, "email", email, "token", code)).post("/auth/v1/verify");
  }

  /** Uses the token of a link. */
  public static Response verifyLink(String type, String token) {
    return json(Map.of("type", type, "token_hash", token)).post("/auth/v1/verify");
  }

  /** Presses the button of the page that the link of a mail opens. */
  public static Response follow(ReceivedMail mail) {
    String link = TestMailbox.link(mail);
    return given()
        .redirects()
        .follow(false)
        .formParam("token", TestMailbox.token(mail))
        .formParam("type", TestMailbox.parameter(link, "type"))
        .formParam("redirect_to", TestMailbox.parameter(link, "redirect_to"))
        .post("/auth/v1/verify/link");
  }

  /** Somebody with a confirmed address, and a mailbox that may get the next mail at once. */
  public static String owner(TestMailbox mailbox) {
    String email = newEmail();
    json(Map.of("email", email, "password", PASSWORD))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);
    verify("signup", email, TestMailbox.code(mailbox.newest(email))).then().statusCode(200);
    PlatformServers.redis("FLUSHALL");
    return email;
  }

  /** Signs somebody in by mail, who may be sent the next one at once. */
  public static Session signIn(TestMailbox mailbox, String email) {
    int before = mailbox.to(email).size();
    otp(email).then().statusCode(200);
    String code = TestMailbox.code(mailbox.await(email, before + 1));
    Session session =
        Session.of(verify("magiclink", email, code).then().statusCode(200).extract().jsonPath());
    PlatformServers.redis("FLUSHALL");
    return session;
  }
}
