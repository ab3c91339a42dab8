package com.leadignite.leads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityTagsTest {

  @ParameterizedTest
  @ValueSource(strings = {"W/\"1\"", "1", "'1'", "\"1", "\"1\", W/\"2\"", "\"1 2\""})
  void saysThatATagIsNoneInsteadOfThatTheLeadHasChanged(String ifMatch) {
    Problem required = assertThrows(Problem.class, () -> EntityTags.required(ifMatch));
    Problem optional = assertThrows(Problem.class, () -> EntityTags.optional(ifMatch));

    assertEquals(CommonProblem.VALIDATION_FAILED, required.type());
    assertEquals(CommonProblem.VALIDATION_FAILED, optional.type());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "*", ",", "*, \"1\""})
  @NullSource
  void demandsAVersion(String ifMatch) {
    Problem problem = assertThrows(Problem.class, () -> EntityTags.required(ifMatch));

    assertEquals(LeadsProblem.PRECONDITION_REQUIRED, problem.type());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\",\"2\"", " \"1\" , \"2\"", "\"2\", ,\"1\""})
  void readsSeveral(String ifMatch) {
    assertEquals(Set.of("\"1\"", "\"2\""), EntityTags.required(ifMatch).tags());
  }
}
