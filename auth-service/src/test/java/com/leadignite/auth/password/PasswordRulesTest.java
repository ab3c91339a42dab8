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
import java.util.Optional;
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
        "1990010119900101",
        // Zxcvbn would take these: they are known from breaches.
        "yqxV5KRsI6Ft",
        "zweRTfc5N4n7u6#q"
      })
  void refusesACommonPassword(String password) {
    assertEquals(Map.of("weak_password", Map.of("reasons", List.of("pwned"))), refusal(password));
  }

  @Test
  void takesABreachedPasswordIfToldTo() {
    PasswordRules relaxed =
        new PasswordRules(
            Settings.of(
                PasswordConfig.class,
                Map.of("leadignite.auth.password.breached.refused", "false")));
    Password breached = Password.of("yqxV5KRsI6Ft").orElseThrow();

    assertDoesNotThrow(() -> relaxed.check(breached, JANE, WORDS));
    assertEquals(Optional.empty(), relaxed.weakness(breached));
  }

  @Test
  void saysWhatIsWrongWithAPasswordInUse() {
    assertEquals(Optional.of("pwned"), weakness("yqxV5KRsI6Ft"));
    assertEquals(Optional.of("length"), weakness("short"));
    assertEquals(Optional.empty(), weakness("xK9#mQ2$vL7p"));
  }

  private Optional<String> weakness(String password) {
    return rules.weakness(Password.of(password).orElseThrow()).map(Weakness::reason);
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
