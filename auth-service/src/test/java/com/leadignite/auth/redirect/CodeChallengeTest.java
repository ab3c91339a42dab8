package com.leadignite.auth.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.problem.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CodeChallengeTest {

  // RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  void isOfItsVerifier() {
    CodeChallenge challenge = CodeChallenge.of(CHALLENGE, "s256").orElseThrow();

    assertTrue(challenge.isOf(VERIFIER));
    assertFalse(challenge.isOf(VERIFIER + "x"));
    assertFalse(challenge.isOf(CHALLENGE));
    assertFalse(challenge.isOf(""));
  }

  @Test
  void isNotThereIfNeitherPartIs() {
    assertEquals(Optional.empty(), CodeChallenge.of(null, null));
    assertEquals(Optional.empty(), CodeChallenge.of("", ""));
  }

  @Test
  @Tag("B30")
  void isRefusedByAnyMethodButS256() {
    for (String method : new String[] {"plain", "PLAIN", "S512", "none"}) {
      assertEquals(AuthProblem.PKCE_METHOD_REFUSED, refusal(CHALLENGE, method));
    }
    assertEquals(AuthProblem.PKCE_METHOD_REFUSED, refusal("short", "S256"));
    assertEquals(AuthProblem.PKCE_INCOMPLETE, refusal(CHALLENGE, null));
    assertEquals(AuthProblem.PKCE_INCOMPLETE, refusal(null, "s256"));
  }

  private static Object refusal(String challenge, String method) {
    return assertThrows(Problem.class, () -> CodeChallenge.of(challenge, method)).type();
  }
}
