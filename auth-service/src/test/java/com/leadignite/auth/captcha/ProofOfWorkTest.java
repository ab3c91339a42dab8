package com.leadignite.auth.captcha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.key.RootKeys;
import com.leadignite.auth.testing.Settings;
import com.leadignite.testkit.time.MutableClock;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofOfWorkTest {

  private static final String OWN_KEY = "tWl0Q0oKQd5L8mYc0Ck3sXH8vL4mJ2m9pQyq1oV3nXk=";
  private static final String COST = "leadignite.auth.captcha.cost";
  private static final String ZEROS = "leadignite.auth.captcha.zeros";
  private static final Map<String, String> EASY = Map.of(COST, "10", ZEROS, "1");

  private final MutableClock clock = MutableClock.stopped();
  private final ProofOfWork proofOfWork = with(EASY, OWN_KEY);

  private ProofOfWork with(Map<String, String> settings, String key) {
    return new ProofOfWork(
        Settings.of(CaptchaConfig.class, settings), RootKeys.of(key), new SecureRandom(), clock);
  }

  private static JsonObject challengeOf(ProofOfWork of) {
    Challenge given = of.challenge();
    return new JsonObject()
        .put("parameters", new JsonObject(given.parameters().canonical()))
        .put("signature", given.signature());
  }

  private boolean accepts(String sent) {
    return accepts(proofOfWork, sent);
  }

  private static boolean accepts(ProofOfWork by, String sent) {
    return by.claimed(sent).filter(by::isRight).isPresent();
  }

  @Test
  void acceptsAChallengeOfItsOwnThatWasSolved() {
    JsonObject challenge = challengeOf(proofOfWork);

    assertTrue(accepts(TestingSolver.solve(challenge)));
  }

  @Test
  void givesAnotherChallengeEachTime() {
    assertNotEquals(
        proofOfWork.challenge().parameters().nonce(), proofOfWork.challenge().parameters().nonce());
  }

  @Test
  void refusesAKeyThatNobodyWorkedFor() {
    JsonObject challenge = challengeOf(proofOfWork);
    String pretended = TestingSolver.pretend(challenge);

    assertTrue(proofOfWork.claimed(pretended).isPresent(), "it looks right");
    assertFalse(accepts(pretended));
  }

  /** The client solves what it made of the challenge. */
  @ParameterizedTest
  @CsvSource({
    "cost,1",
    "expiresAt,4102444800",
    "keyLength,16",
    "keyPrefix,''",
    "keyPrefix,00",
    "nonce,00000000000000000000000000000000",
    "salt,00000000000000000000000000000000",
    "algorithm,SHA-256",
    "algorithm,PBKDF2/SHA-512",
    "data,more"
  })
  void refusesAChallengeThatWasChanged(String member, String value) {
    JsonObject challenge = challengeOf(proofOfWork);
    boolean number = value.matches("[0-9]{1,10}") && !member.equals("keyPrefix");
    challenge.getJsonObject("parameters").put(member, number ? Long.valueOf(value) : value);

    assertFalse(accepts(TestingSolver.solve(challenge)));
  }

  @Test
  void refusesOneThatAnotherKeySigned() {
    assertFalse(accepts(TestingSolver.solve(challengeOf(with(EASY, RootKeys.NEW_KEY)))));
  }

  @Test
  void refusesOneWithoutItsSignature() {
    JsonObject challenge = challengeOf(proofOfWork);
    challenge.remove("signature");

    assertFalse(accepts(TestingSolver.solve(challenge)));
  }

  @ParameterizedTest
  @CsvSource({"10,2", "11,1"})
  void refusesOneOfYesterdaysDifficulty(String cost, String zeros) {
    String solved = TestingSolver.solve(challengeOf(proofOfWork));

    assertFalse(accepts(with(Map.of(COST, cost, ZEROS, zeros), OWN_KEY), solved));
  }

  @Test
  void refusesOneThatIsOver() {
    String solved = TestingSolver.solve(challengeOf(proofOfWork));

    clock.turn(Duration.ofMinutes(10).minusSeconds(1));
    assertTrue(accepts(solved));
    clock.turn(Duration.ofSeconds(1));
    assertFalse(accepts(solved));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not base64!",
        "bm8gSlNPTg==",
        "W10=",
        "e30=",
        "eyJjaGFsbGVuZ2UiOm51bGwsInNvbHV0aW9uIjpudWxsfQ==",
        "eyJjaGFsbGVuZ2UiOltdLCJzb2x1dGlvbiI6MX0="
      })
  void refusesWhatIsNoSolution(String sent) {
    assertEquals(Optional.empty(), proofOfWork.claimed(sent));
    assertEquals(Optional.empty(), proofOfWork.claimed(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "4294967296", "9223372036854775808", "1.5", "\"1\"", "null"})
  void refusesACounterThatIsNone(String counter) {
    JsonObject challenge = challengeOf(proofOfWork);
    JsonObject solution =
        new JsonObject("{\"counter\":" + counter + ",\"derivedKey\":\"" + "00".repeat(32) + "\"}");

    assertEquals(Optional.empty(), proofOfWork.claimed(TestingSolver.sent(challenge, solution)));
  }

  @Test
  @Tag("B39")
  void readsNothingThatIsTooLong() {
    JsonObject challenge = challengeOf(proofOfWork);
    challenge.put("more", "x".repeat(Solution.LONGEST));

    assertEquals(Optional.empty(), proofOfWork.claimed(TestingSolver.solve(challenge)));
  }

  @Test
  @Tag("B39")
  void refusesWhatIsDeep() {
    String deep = "{\"challenge\":" + "[".repeat(1_500);

    assertEquals(
        Optional.empty(),
        proofOfWork.claimed(
            Base64.getEncoder().encodeToString(deep.getBytes(StandardCharsets.US_ASCII))));
  }
}
