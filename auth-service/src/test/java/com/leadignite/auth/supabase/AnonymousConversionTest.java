package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.MailApi.owner;
import static com.leadignite.auth.testing.MailApi.verify;
import static com.leadignite.auth.testing.MailApi.verifyLink;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.RangeServer;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.TwilioServer;
import com.leadignite.auth.testing.WithProviders;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An anonymous account that becomes a person's once its new mailbox has agreed. */
@QuarkusTest
@TestProfile(WithProviders.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@WithTestResource(TwilioServer.class)
@WithTestResource(RangeServer.class)
@ExtendWith(CleanDatabase.class)
class AnonymousConversionTest {

  private static final String TYPE = "email_change";

  TestMailbox mailbox;

  private static Session anonymous() {
    return Session.of(
        json(Map.of("data", Map.of("organization_name", "Engines")))
            .post("/auth/v1/signup")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath());
  }

  @Test
  void keepsItsIdAndTheSessionThatAsked() {
    Session anonymous = anonymous();
    String email = newEmail();
    as(anonymous)
        .body(Map.of("email", email))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("is_anonymous", equalTo(true))
        .body("new_email", equalTo(email));

    verify(TYPE, email, TestMailbox.code(mailbox.newest(email)))
        .then()
        .statusCode(200)
        .body("user.id", equalTo(anonymous.userId()))
        .body("user.email", equalTo(email))
        .body("user.is_anonymous", equalTo(false));

    Session person = refresh(anonymous);
    assertEquals(false, person.claim("is_anonymous"));
    assertEquals("admin", person.claim("role"));
    as(person).get("/auth/v1/organization").then().statusCode(200).body("name", equalTo("Engines"));
    assertEquals(1, Stored.events("auth.user.converted"));
  }

  @Test
  void isAskedOnceMoreAtTheNewAddress() {
    Session anonymous = anonymous();
    String email = newEmail();
    as(anonymous).body(Map.of("email", email)).put("/auth/v1/user").then().statusCode(200);
    mailbox.newest(email);
    PlatformServers.redis("FLUSHALL");

    json(Map.of("type", TYPE, "email", email)).post("/auth/v1/resend").then().statusCode(200);

    verifyLink(TYPE, TestMailbox.token(mailbox.await(email, 2)))
        .then()
        .statusCode(200)
        .body("user.is_anonymous", equalTo(false));
  }

  @Test
  @Tag("B18")
  void takesNoAddressOfAnotherAndDoesNotTell() {
    String taken = owner(mailbox);
    Session anonymous = anonymous();

    as(anonymous)
        .body(Map.of("email", taken))
        .put("/auth/v1/user")
        .then()
        .statusCode(200)
        .body("new_email", equalTo(taken));

    assertEquals("You already have an account", mailbox.await(taken, 2).subject());
    as(anonymous).get("/auth/v1/user").then().body("is_anonymous", equalTo(true));
  }

  @Test
  void hasNoPasswordBeforeItsAddressIsConfirmed() {
    as(anonymous())
        .body(Map.of("email", newEmail(), "password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(422)
        .body("code", equalTo("validation_failed"));
  }
}
