package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.MailApi.owner;
import static com.leadignite.auth.testing.MailApi.signIn;
import static com.leadignite.auth.testing.MailApi.verify;
import static org.hamcrest.Matchers.equalTo;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.RangeServer;
import com.leadignite.auth.testing.TwilioServer;
import com.leadignite.auth.testing.WithProviders;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of address to which the new mailbox alone has to agree. */
@QuarkusTest
@TestProfile(WithProviders.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@WithTestResource(TwilioServer.class)
@WithTestResource(RangeServer.class)
@ExtendWith(CleanDatabase.class)
class EmailChangeByOneMailboxTest {

  TestMailbox mailbox;

  @Test
  void needsAFreshSignInAndTheCodeOfAMailInExchange() {
    String from = owner(mailbox);
    String to = newEmail();
    Session session = signIn(mailbox, from);
    int before = mailbox.to(from).size();
    as(session)
        .body(Map.of("email", to))
        .put("/auth/v1/user")
        .then()
        .statusCode(400)
        .body("code", equalTo("reauthentication_needed"));
    as(session).get("/auth/v1/reauthenticate").then().statusCode(200);
    String nonce = TestMailbox.code(mailbox.await(from, before + 1));

    as(session)
        .body(Map.of("email", to, "nonce", nonce))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);

    verify("email_change", to, TestMailbox.code(mailbox.newest(to)))
        .then()
        .statusCode(200)
        .body("user.email", equalTo(to));
  }
}
