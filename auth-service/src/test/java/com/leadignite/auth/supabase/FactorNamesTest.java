package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorNamesTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n"})
  void areAbsentIfNothingCanBeSeenOfThem(String sent) {
    assertNull(FactorNames.read("friendly_name", sent));
  }

  @Test
  void haveNoBlanksAroundThem() {
    assertEquals("my phone", FactorNames.read("friendly_name", "  my phone\n"));
  }

  @Test
  void areCountedInCharactersAsPeopleSeeThem() {
    String longest = "\uD83D\uDE00".repeat(64);

    assertEquals(longest, FactorNames.read("friendly_name", longest));
    assertThrows(Problem.class, () -> FactorNames.read("friendly_name", longest + "x"));
  }

  /** PostgreSQL takes none of these, and the answer must be the client's fault, not ours. */
  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb", "a\u007fb", "a\u0085b", "\uD800", "a\uDC00b"})
  void areRefusedWithWhatCannotBeStored(String sent) {
    Problem refused = assertThrows(Problem.class, () -> FactorNames.read("issuer", sent));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
    assertTrue(refused.getMessage().startsWith("issuer "), refused::getMessage);
  }
}
