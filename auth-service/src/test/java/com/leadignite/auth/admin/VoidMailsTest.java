package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AdminApi.change;
import static com.leadignite.auth.testing.AdminApi.delete;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.MailApi.otp;
import static com.leadignite.auth.testing.MailApi.owner;
import static com.leadignite.auth.testing.MailApi.recover;
import static com.leadignite.auth.testing.MailApi.verify;
import static com.leadignite.auth.testing.MailApi.verifyLink;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.embedded.mailbox.ReceivedMail;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and links of accounts that administrators change or delete. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class VoidMailsTest {

  private static final String NEW_PASSWORD = "violet harbour 27 canyon";

  TestMailbox mailbox;

  private static String id(String email) {
    return Stored.text("select id::text from auth.users where email = '" + email + "'");
  }

  @ParameterizedTest
  @Tag("B25")
  @ValueSource(booleans = {true, false})
  void areVoidOnceTheAccountIsDeletedAndWhatWaitsIsNotSent(boolean soft) {
    String email = owner(mailbox);
    otp(email);
    ReceivedMail mail = mailbox.await(email, 2);
    PlatformServers.sql(
        """
        insert into auth.mails (id, kind, address, language, content, wanted, due_at, expires_at)
        values (gen_random_uuid(), 'recovery', '%s', 'en', '', true,
          now() + interval '1 hour', now() + interval '1 hour')
        """
            .formatted(email));

    delete(id(email), soft).then().statusCode(200);

    verifyLink("magiclink", TestMailbox.token(mail)).then().statusCode(403);
    verify("magiclink", email, TestMailbox.code(mail)).then().statusCode(403);
    assertEquals(0, Stored.count("auth.mails"));
    assertEquals(0, Stored.count("auth.one_time_secrets"));
    assertEquals(0, Stored.count("auth.users where email = '" + email + "'"));
  }

  @Test
  @Tag("B25")
  void areVoidOnceThePasswordIsChanged() {
    String email = owner(mailbox);
    recover(email);
    ReceivedMail mail = mailbox.await(email, 2);

    change(id(email), Map.of("password", NEW_PASSWORD)).then().statusCode(200);

    verifyLink("recovery", TestMailbox.token(mail)).then().statusCode(403);
    assertEquals("Your password was changed", mailbox.await(email, 3).subject());
  }

  @Test
  @Tag("B25")
  void areVoidOnceTheAddressIsChanged() {
    String email = owner(mailbox);
    recover(email);
    ReceivedMail mail = mailbox.await(email, 2);

    change(id(email), Map.of("email", newEmail(), "email_confirm", true)).then().statusCode(200);

    verifyLink("recovery", TestMailbox.token(mail)).then().statusCode(403);
    assertEquals("Your e-mail address was changed", mailbox.await(email, 3).subject());
  }
}
