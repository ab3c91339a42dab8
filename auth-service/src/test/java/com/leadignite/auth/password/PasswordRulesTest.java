package com.leadignite.auth.password;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  private static final EmailAddress JANE =
      EmailAddress.parse("jane.smithson@brightwater.example").orElseThrow();
  private static final List<String> WORDS = List.of("Brightwater Homes");

  private final PasswordRules rules =
      new PasswordRules(Settings.of(PasswordConfig.class, Map.of()));

  private void check(String password) {
    rules.check(Password.of(password).orElseThrow(), JANE, WORDS);
  }

  private Map<String, Object> refusal(String password) {
    Problem problem = assertThrows(Problem.class, () -> check(password));
    assertEquals(AuthProblem.WEAK_PASSWORD, problem.type());
    return problem.members();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012",
        "1234567890123456",
        "111111111111",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijkl",
        "qwertyuiop12",
        "qwertyuiopasdf",
        "1q2w3e4r5t6y",
        "password1234",
        "passwordpassword",
        "Password123!",
        "P@ssw0rd1234",
        "iloveyou1234",
        "letmein12345",
        "welcome12345",
        "administrator",
        "changeme1234",
        "sunshine1234",
        "football1234",
        "superman1234",
        "princess1234",
        "monkeymonkey",
        "dragondragon",
        "trustno1trustno1",
        "abc123abc123",
        "1990010119900101"
      })
  void refusesACommonPassword(String password) {
    assertEquals(Map.of("weak_password", Map.of("reasons", List.of("pwned"))), refusal(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leadignite2026",
        "lead-ignite-crm",
        "LeadIgnite123!",
        "leadigniteagent",
        "webhookwebhook",
        "jane.smithson",
        "JaneSmithson1",
        "smithson2026!",
        "brightwater2026",
        "brightwater.example",
        "Brightwater Homes",
        "BrightwaterHomes1",
        "jane.smithson@brightwater.example"
      })
  void refusesWhatAGuesserWouldTryForThisPerson(String password) {
    assertEquals(Map.of("weak_password", Map.of("reasons", List.of("pwned"))), refusal(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "elevenchars", "xK9#mQ2$vL7", "💧💧💧💧💧💧💧💧💧💧💧"})
  void refusesWhatIsTooShort(String password) {
    assertEquals(Map.of("weak_password", Map.of("reasons", List.of("length"))), refusal(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "quartz lantern 94 meadow",
        "xK9#mQ2$vL7p",
        "alles neu macht der November",
        "     twelve     spaces     ",
        "ünïcödé pässphräse für mich"
      })
  void takesWhatIsLongAndHardToGuessWhateverItIsMadeOf(String password) {
    assertDoesNotThrow(() -> check(password));
  }

  @Test
  void estimatesOnlyTheBeginningOfAVeryLongPassword() {
    String longest = "quartz lantern 94 meadow ".repeat(40);

    assertDoesNotThrow(() -> check(longest));
    refusal("a".repeat(1000));
  }
}
