package com.leadignite.auth.passkey;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.passkey.PasskeyApi.Begun;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no answer to a challenge: one refusal for all of it, and the reason in the audit log. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class PasskeyAttackTest {

  /** Lies that a registration and a sign-in can tell alike. */
  static Stream<Arguments> lies() {
    return Stream.of(
        lie("wrong_origin", a -> a.origin = "https://evil.example.com"),
        lie("wrong_origin", a -> a.origin = "http://app.example.com"),
        lie("wrong_origin", a -> a.origin = "https://app.example.com:8443"),
        lie("wrong_origin", a -> a.origin = "https://app.example.com.evil.org"),
        lie("malformed", a -> a.origin = "not an origin"),
        lie("wrong_relying_party", a -> a.party = "evil.example.com"),
        lie("wrong_relying_party", a -> a.party = "example.com"),
        lie("cross_origin", a -> a.extraClientData = ",\"crossOrigin\":true"),
        lie(
            "cross_origin",
            a ->
                a.extraClientData =
                    ",\"crossOrigin\":true,\"topOrigin\":\"https://app.example.com\""),
        lie("cross_origin", a -> a.extraClientData = ",\"topOrigin\":\"https://evil.example.com\""),
        lie("user_not_present", a -> a.flags = Authenticator.UV),
        lie("wrong_backup_flags", a -> a.flags |= Authenticator.BS),
        lie(
            "wrong_type",
            a -> {
              a.createType = "webauthn.get";
              a.getType = "webauthn.create";
            }));
  }

  private static Arguments lie(String reason, Consumer<Authenticator> lie) {
    return Arguments.of(reason, lie);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void refusesARegistration(String reason, Consumer<Authenticator> lie) {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();
    lie.accept(authenticator);

    refused(PasskeyApi.register(session, authenticator), reason);

    assertEquals(0, Stored.count("auth.passkeys"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void refusesASignIn(String reason, Consumer<Authenticator> lie) {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    lie.accept(authenticator);

    refused(PasskeyApi.signIn(authenticator), reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  @Tag("B11")
  void refusesASecondFactor(String reason, Consumer<Authenticator> lie) {
    String email = newEmail();
    Authenticator authenticator = new Authenticator();
    String id = PasskeyApi.registered(signUp(email), authenticator);
    lie.accept(authenticator);
    Session half = signIn(email);

    for (int i = 0; i < 5; i++) {
      PasskeyApi.show(half, id, authenticator)
          .then()
          .statusCode(422)
          .body("code", equalTo("mfa_verification_failed"));
    }

    PasskeyApi.show(half, id, authenticator).then().statusCode(429);
    assertTrue(Stored.dump("auth.outbox").contains(reason));
  }

  @Test
  void refusesACloneWhoseCounterIsBehind() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    Authenticator clone = authenticator.cloned();
    PasskeyApi.signIn(authenticator).then().statusCode(200);
    PasskeyApi.signIn(authenticator).then().statusCode(200);

    refused(PasskeyApi.signIn(clone), "counter_went_back");
    refused(PasskeyApi.signIn(clone), "counter_went_back");

    PasskeyApi.signIn(clone).then().statusCode(200);
    refused(PasskeyApi.signIn(authenticator), "counter_went_back");
  }

  @Test
  void anAuthenticatorWithoutACounterIsNoClone() {
    Authenticator authenticator = new Authenticator();
    authenticator.step = 0;
    PasskeyApi.registered(signUp(newEmail()), authenticator);

    PasskeyApi.signIn(authenticator).then().statusCode(200);
    PasskeyApi.signIn(authenticator).then().statusCode(200);
  }

  @Test
  void refusesAnotherKey() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    authenticator.key = new Authenticator().key;

    refused(PasskeyApi.signIn(authenticator), "wrong_signature");
  }

  @Test
  @Tag("B22")
  void refusesThePasskeyOfAnother() {
    Authenticator mine = new Authenticator();
    Authenticator theirs = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), mine);
    PasskeyApi.registered(signUp(newEmail()), theirs);

    mine.handle = theirs.handle;
    refused(PasskeyApi.signIn(mine), "credential_of_another");
    refused(PasskeyApi.signIn(new Authenticator()), "unknown_credential");
  }

  @Test
  void refusesOneThatDoesNotSayWhoseItIs() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    authenticator.handle = "";

    refused(PasskeyApi.signIn(authenticator), "malformed");
  }

  @Test
  @Tag("B30")
  void aChallengeWorksOnce() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    Begun begun = PasskeyApi.beginSignIn();
    Map<String, Object> answer = authenticator.get(begun.nonce());
    PasskeyApi.signIn(begun, answer).then().statusCode(200);

    expired(PasskeyApi.signIn(begun, answer));
    expired(PasskeyApi.signIn(begun, authenticator.get(begun.nonce())));
  }

  @Test
  @Tag("B30")
  void aWrongAnswerSpendsTheChallenge() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    Begun begun = PasskeyApi.beginSignIn();
    refused(PasskeyApi.signIn(begun, new Authenticator().get(begun.nonce())), "unknown_credential");

    expired(PasskeyApi.signIn(begun, authenticator.get(begun.nonce())));
  }

  @Test
  @Tag("B13")
  @Tag("B30")
  void theAnswerOfABannedPersonSpendsTheChallenge() {
    String email = newEmail();
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(email), authenticator);
    Begun begun = PasskeyApi.beginSignIn();
    Map<String, Object> answer = authenticator.get(begun.nonce());
    PlatformServers.sql("truncate auth.mails");
    PlatformServers.sql("update auth.users set banned_until = now() + interval '1h'");
    refused(PasskeyApi.signIn(begun, answer), "banned");
    PlatformServers.sql("update auth.users set banned_until = null");

    expired(PasskeyApi.signIn(begun, answer));
    assertEquals(0, Stored.count("auth.mails"));
  }

  @Test
  @Tag("B30")
  void aChallengeEnds() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    Begun begun = PasskeyApi.beginSignIn();
    PlatformServers.sql("update auth.factor_challenges set expires_at = now()");

    expired(PasskeyApi.signIn(begun, authenticator.get(begun.nonce())));
  }

  @Test
  @Tag("B20")
  void aChallengeIsForOnePurposeAndOneSession() {
    String email = newEmail();
    Session session = signUp(email);
    Authenticator authenticator = new Authenticator();
    String id = PasskeyApi.registered(session, authenticator);
    Session whole = PasskeyApi.signedIn(authenticator);
    Begun registration = PasskeyApi.beginRegistration(whole);
    Begun signIn = PasskeyApi.beginSignIn();
    JsonPath factor = PasskeyApi.challenge(whole, id);
    Begun ofFactor = new Begun(factor.getString("id"), PasskeyApi.nonce(factor), "");
    Session other = PasskeyApi.signedIn(authenticator);

    expired(PasskeyApi.signIn(registration, authenticator.get(registration.nonce())));
    expired(PasskeyApi.signIn(ofFactor, authenticator.get(ofFactor.nonce())));
    Authenticator made = new Authenticator();
    expired(PasskeyApi.register(whole, signIn, made.create(signIn.nonce(), "")));
    expired(PasskeyApi.register(whole, ofFactor, made.create(ofFactor.nonce(), "")));
    expired(PasskeyApi.register(other, registration, made.create(registration.nonce(), "")));
    for (Begun begun : List.of(signIn, registration)) {
      PasskeyApi.verify(whole, id, begun.id(), authenticator.get(begun.nonce()))
          .then()
          .statusCode(422)
          .body("code", equalTo("mfa_challenge_expired"));
    }
    PasskeyApi.verify(other, id, ofFactor.id(), authenticator.get(ofFactor.nonce()))
        .then()
        .statusCode(422)
        .body("code", equalTo("mfa_challenge_expired"));
    PasskeyApi.register(whole, registration, made.create(registration.nonce(), ""))
        .then()
        .statusCode(200);
  }

  @Test
  void refusesTheNonceOfAnotherChallenge() {
    Authenticator authenticator = new Authenticator();
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    String other = PasskeyApi.beginSignIn().nonce();

    refused(
        PasskeyApi.signIn(PasskeyApi.beginSignIn(), authenticator.get(other)), "wrong_challenge");
  }

  @Test
  @Tag("B30")
  void ofTwoHundredUsesOfOneChallengeOneSucceeds() {
    Authenticator authenticator = new Authenticator();
    authenticator.step = 0;
    PasskeyApi.registered(signUp(newEmail()), authenticator);
    Begun begun = PasskeyApi.beginSignIn();
    Map<String, Object> answer = authenticator.get(begun.nonce());

    List<Integer> statuses = Parallel.run(200, () -> PasskeyApi.signIn(begun, answer).statusCode());

    assertEquals(1, statuses.stream().filter(status -> status == 200).count());
    assertEquals(199, statuses.stream().filter(status -> status == 400).count());
  }

  /** Never a server error, and nothing is parsed that is too large. */
  @ParameterizedTest
  @MethodSource("malformed")
  @Tag("B38")
  void refusesWhatIsMalformed(String member, String value) {
    Session session = signUp(newEmail());
    Authenticator authenticator = new Authenticator();
    Begun begun = PasskeyApi.beginRegistration(session);
    Map<String, Object> credential = authenticator.create(begun.nonce(), begun.handle());
    put(credential, member, value);

    refused(PasskeyApi.register(session, begun, credential), "malformed");

    PasskeyApi.registered(session, authenticator);
    begun = PasskeyApi.beginSignIn();
    credential = authenticator.get(begun.nonce());
    if (!member.equals("attestationObject")) {
      put(credential, member, value);
      PasskeyApi.signIn(begun, credential).then().statusCode(400);
    }
  }

  static Stream<Arguments> malformed() {
    String large = "A".repeat(40_000);
    byte[] deep = new byte[4096];
    Arrays.fill(deep, (byte) 0x81);
    return Stream.of(
        Arguments.of("id", ""),
        Arguments.of("id", "!!"),
        Arguments.of("id", "A".repeat(4000)),
        Arguments.of("id", Authenticator.base64(new byte[32])),
        Arguments.of("type", "password"),
        Arguments.of("clientDataJSON", large),
        Arguments.of("clientDataJSON", Authenticator.base64(new byte[] {'{'})),
        Arguments.of("clientDataJSON", Authenticator.base64("[]".getBytes(StandardCharsets.UTF_8))),
        Arguments.of(
            "clientDataJSON",
            Authenticator.base64("{\"type\":1}".getBytes(StandardCharsets.UTF_8))),
        Arguments.of("attestationObject", large),
        Arguments.of("attestationObject", "oA"),
        Arguments.of("attestationObject", Authenticator.base64(deep)),
        Arguments.of(
            "attestationObject",
            Authenticator.base64(Authenticator.concat(new byte[] {(byte) 0xa1, 0x61}, deep))),
        Arguments.of(
            "attestationObject",
            Authenticator.base64(
                new byte[] {(byte) 0xbb, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0})),
        Arguments.of(
            "attestationObject",
            Authenticator.base64(
                Authenticator.concat(
                    new byte[] {(byte) 0xa2},
                    Authenticator.text("fmt"),
                    Authenticator.text("none"),
                    Authenticator.text("authData"),
                    Authenticator.bytes(new byte[36])))));
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> credential, String member, String value) {
    Map<String, Object> response = (Map<String, Object>) credential.get("response");
    if (response.containsKey(member) || member.equals("attestationObject")) {
      response.put(member, value);
    } else {
      credential.put(member, value);
    }
  }

  @Test
  @Tag("B38")
  void asksForWhatIsMissing() {
    Session session = signUp(newEmail());
    Begun begun = PasskeyApi.beginRegistration(session);

    PasskeyApi.register(session, begun, new HashMap<>()).then().statusCode(400);
    PasskeyApi.signIn(new Begun("not an id", "", ""), new HashMap<>())
        .then()
        .statusCode(400)
        .body("code", equalTo("webauthn_challenge_expired"));
  }

  private static void refused(Response response, String reason) {
    response
        .then()
        .statusCode(400)
        .body("code", equalTo("webauthn_verification_failed"))
        .body("message", equalTo("Credential verification failed"));
    assertTrue(Stored.dump("auth.outbox").contains(reason), reason);
  }

  private static void expired(Response response) {
    response.then().statusCode(400).body("code", equalTo("webauthn_challenge_expired"));
  }
}
