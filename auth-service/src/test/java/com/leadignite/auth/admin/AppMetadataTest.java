package com.leadignite.auth.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppMetadataTest {

  @Test
  void keepsWhatAdministratorsSayAndNulls() {
    Map<String, Object> sent = new HashMap<>();
    sent.put("plan", "pro");
    sent.put("seats", 3);
    sent.put("old", null);

    assertEquals(sent, AppMetadata.accepted(sent));
  }

  /** Clients send back what they read. */
  @Test
  void leavesOutWhatIsComputed() {
    assertEquals(
        Map.of("plan", "pro"),
        AppMetadata.accepted(
            Map.of("plan", "pro", "provider", "email", "providers", List.of("email"))));
  }

  @ParameterizedTest
  @Tag("B35")
  @ValueSource(
      strings = {"role", "organization", "organization_id", "tenant_id", "aal", "is_anonymous"})
  void refusesWhatMightBeTakenForADecision(String name) {
    Problem refused =
        assertThrows(Problem.class, () -> AppMetadata.accepted(Map.of("plan", "pro", name, "x")));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
    assertTrue(refused.getMessage().contains(name), refused::getMessage);
  }

  @Test
  void takesSuchNamesWithinAMember() {
    Map<String, Object> sent = Map.of("billing", Map.of("role", "payer"));

    assertEquals(sent, AppMetadata.accepted(sent));
  }

  @Test
  void isBoundedAsTheMetadataOfPeopleIs() {
    assertThrows(Problem.class, () -> AppMetadata.accepted(Map.of("a", "x".repeat(3000))));
    assertThrows(
        Problem.class,
        () ->
            AppMetadata.accepted(
                Map.of("a", Map.of("b", Map.of("c", Map.of("d", Map.of("e", Map.of())))))));
  }
}
