package com.leadignite.auth.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 6749, section 3.2. */
class OAuthFormTest {

  @Test
  void readsOneValue() {
    assertEquals("ada", OAuthForm.one("username", List.of("ada")));
    assertEquals("ada", OAuthForm.needed("username", List.of("ada")));
  }

  @Test
  void countsAParameterWithoutAValueAsLeftOut() {
    assertNull(OAuthForm.one("username", null));
    assertNull(OAuthForm.one("username", List.of()));
    assertNull(OAuthForm.one("username", List.of("")));
  }

  @Test
  void refusesAParameterThatIsMissing() {
    refuses("The parameter username is missing.", null);
    refuses("The parameter username is missing.", List.of(""));
  }

  @Test
  void refusesAParameterThatIsThereTwice() {
    refuses("The parameter username is there more than once.", List.of("ada", "eve"));
    refuses("The parameter username is there more than once.", List.of("ada", "ada"));
  }

  /** PostgreSQL stores none. */
  @Test
  void refusesAParameterWithANul() {
    refuses("The parameter username contains U+0000.", List.of("a\0"));
  }

  private static void refuses(String why, @Nullable List<String> values) {
    Problem refused = assertThrows(Problem.class, () -> OAuthForm.needed("username", values));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
    assertEquals(why, refused.detail());
  }
}
