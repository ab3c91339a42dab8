package com.leadignite.auth.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.problem.Problem;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Other letters have the same capital as an s: they are not that letter. */
  @ParameterizedTest
  @Tag("B30")
  @ValueSource(strings = {"\u017f256", "S\uff1256", "s256 ", " S256", "S256\u0000", "S-256"})
  void isRefusedByAMethodThatOnlyLooksLikeIt(String method) {
    assertEquals(AuthProblem.PKCE_METHOD_REFUSED, refusal(CHALLENGE, method));
  }

  @ParameterizedTest
  @Tag("B30")
  @ValueSource(
      strings = {
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\n",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\uff4d"
      })
  void isRefusedUnlessItIsAHash(String challenge) {
    assertEquals(AuthProblem.PKCE_METHOD_REFUSED, refusal(challenge, "S256"));
  }

  /** Verifiers have 43 to 128 characters of a few (RFC 7636, section 4.1). */
  @ParameterizedTest
  @CsvSource({"42, false", "43, true", "128, true", "129, false"})
  void isOfVerifiersOfTheLengthsOfTheStandard(int length, boolean right) {
    String verifier = "~".repeat(length);
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));

    assertEquals(right, new CodeChallenge(challenge).isOf(verifier));
    assertFalse(new CodeChallenge(challenge).isOf(verifier + " "));
  }
}
