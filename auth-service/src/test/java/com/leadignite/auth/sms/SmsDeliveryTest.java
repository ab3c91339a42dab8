package com.leadignite.auth.sms;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.Phones.change;
import static com.leadignite.auth.testing.Phones.newNumber;
import static com.leadignite.auth.testing.Phones.otp;
import static com.leadignite.auth.testing.Phones.texts;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.MailApi;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.UsedLimit;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.guard.limit.Limit;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What bounds the texts that are paid for. */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class SmsDeliveryTest {

  TestMailbox mailbox;

  @Test
  void textsBeyondTheCapOfACountryAreDeadLettersAndNoAnswerTells() {
    String first = newNumber();
    String second = newNumber();
    String third = newNumber();
    otp(first);
    mailbox.newest(texts(first));
    UsedLimit.more(Limit.SMS_COUNTRY, WithoutAutoconfirm.TEXTS - 2);
    otp(second);
    mailbox.newest(texts(second));

    otp(third).then().statusCode(200).body("keySet()", equalTo(Set.of("message_id")));

    Stored.await(1, "auth.mails where parked_at is not null");
    assertEquals("cap sms-country", Stored.text("select refusal from auth.mails"));
    assertEquals(List.of(), mailbox.to(texts(third)));
    String elsewhere = "+447400123456";
    otp(elsewhere).then().statusCode(200);
    mailbox.newest(texts(elsewhere));
  }

  @Test
  void anAddressThatAsksForManyTextsIsTold() {
    otp(newNumber()).then().statusCode(200);
    UsedLimit.more(Limit.SMS_ADDRESS, WithoutAutoconfirm.TEXTS - 2);
    otp(newNumber()).then().statusCode(200);

    otp(newNumber()).then().statusCode(429);
    json(Map.of("phone", newNumber(), "password", "quartz lantern 94 meadow"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(429);
  }

  /** Of accounts anybody has any number. */
  @Test
  void anAddressWhoseAccountsAskForManyTextsIsTold() {
    Session first = person();
    Session second = person();
    Session third = person();
    change(first, newNumber(), PASSWORD).then().statusCode(200);
    UsedLimit.more(Limit.SMS_ADDRESS, WithoutAutoconfirm.TEXTS - 2);
    change(second, newNumber(), PASSWORD).then().statusCode(200);

    change(third, newNumber(), PASSWORD).then().statusCode(429);

    assertEquals(2, Stored.count("auth.one_time_secrets where purpose = 'phone_change'"));
  }

  private Session person() {
    Session person = MailApi.signIn(mailbox, MailApi.owner(mailbox));
    as(person).body(Map.of("password", PASSWORD)).put("/auth/v1/user").then().statusCode(200);
    return person;
  }

  @Test
  void noTextIsSentToACountryThatIsNotNamed() {
    otp("+4915123456789").then().statusCode(422).body("code", equalTo("sms_send_failed"));

    assertEquals(0, Stored.count("auth.one_time_secrets"));
  }
}
