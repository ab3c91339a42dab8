package com.leadignite.auth.sms;

import static com.leadignite.auth.testing.Phones.newNumber;
import static com.leadignite.auth.testing.Phones.otp;
import static com.leadignite.auth.testing.Phones.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.RangeServer;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import com.leadignite.auth.testing.TwilioServer;
import com.leadignite.auth.testing.WithProviders;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Twilio's Messages API as it is documented: {@code POST
 * /2010-04-01/Accounts/{AccountSid}/Messages.json}.
 */
@QuarkusTest
@TestProfile(WithProviders.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@WithTestResource(TwilioServer.class)
@WithTestResource(RangeServer.class)
@ExtendWith(CleanDatabase.class)
class TwilioTest {

  TwilioServer twilio;

  private static Answered refused(int status, int code) {
    return Answered.json(
        status,
        """
        {"code": %d, "message": "The 'To' number +15005550001 is not a valid phone number.",
         "more_info": "https://www.twilio.com/docs/errors/%d", "status": %d}\
        """
            .formatted(code, code, status));
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  @Test
  void handsTextsOverAsTheApiIsDocumented() {
    twilio.answer(TwilioServer::queued);
    String number = newNumber();
    otp(number).then().statusCode(200);
    Stored.await(0, "auth.mails");

    Received request = twilio.received().getFirst();
    assertEquals("POST", request.method());
    assertEquals("/2010-04-01/Accounts/" + TwilioServer.ACCOUNT + "/Messages.json", request.path());
    assertEquals(
        "Basic "
            + Base64.getEncoder()
                .encodeToString((TwilioServer.ACCOUNT + ":" + TwilioServer.TOKEN).getBytes(UTF_8)),
        request.headers().get("authorization"));
    assertEquals("application/x-www-form-urlencoded", request.headers().get("content-type"));
    Map<String, String> form = form(request.body());
    assertEquals(number, form.get("To"));
    assertEquals(TwilioServer.FROM, form.get("From"));
    String code = form.get("Body").replaceAll("(?s).*: (\\d{6})\n.*", "$1");
    verify("sms", number, code).then().statusCode(200);
    assertEquals(1, twilio.received().size());
  }

  @ParameterizedTest
  @CsvSource({"429, 20429", "500, 20500", "503, 0", "401, 20003"})
  void triesAgainWhatMayPass(int status, int code) {
    AtomicInteger requests = new AtomicInteger();
    twilio.answer(request ->
        requests.incrementAndGet() < 3 ? refused(status, code) : TwilioServer.queued(request));

    otp(newNumber()).then().statusCode(200);

    Stored.await(0, "auth.mails");
    assertEquals(3, requests.get());
  }

  @ParameterizedTest
  @CsvSource({"400, 21211", "400, 21614", "400, 21610", "400, 21408"})
  void makesWhatIsRefusedADeadLetterAtOnce(int status, int code) {
    twilio.answer(request -> refused(status, code));

    otp(newNumber()).then().statusCode(200);

    Stored.await(1, "auth.mails where parked_at is not null");
    assertEquals(
        "1 twilio error " + code, Stored.text("select attempts || ' ' || refusal from auth.mails"));
    assertFalse(Stored.dump("auth.mails").contains("+15005550001"));
  }

  @Test
  void makesWhatWasTriedOftenEnoughADeadLetter() {
    twilio.answer(request -> new Answered(502, Map.of("content-type", "text/html"), "<html>"));

    otp(newNumber()).then().statusCode(200);

    Stored.await(1, "auth.mails where parked_at is not null");
    assertEquals(
        "4 twilio status 502", Stored.text("select attempts || ' ' || refusal from auth.mails"));
  }

  @Test
  void takesNoTextForSentThatHasFailedAlready() {
    twilio.answer(request ->
        Answered.json(201, "{\"sid\": \"SM1\", \"status\": \"failed\", \"error_code\": 30006}"));

    otp(newNumber());

    Stored.await(1, "auth.mails where parked_at is not null");
    assertEquals("twilio error 30006", Stored.text("select refusal from auth.mails"));
  }

  @Test
  @Tag("B32")
  void followsNoRedirectWithTheSecretOfTheAccount() {
    twilio.answer(request ->
        request.path().equals("/elsewhere")
            ? TwilioServer.queued(request)
            : new Answered(307, Map.of("location", "/elsewhere"), ""));

    otp(newNumber());

    Stored.await(1, "auth.mails where parked_at is not null");
    assertTrue(
        twilio.received().stream().noneMatch(request -> request.path().equals("/elsewhere")));
  }
}
