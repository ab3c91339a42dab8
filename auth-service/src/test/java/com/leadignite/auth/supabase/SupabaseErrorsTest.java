package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.ProblemType;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SupabaseErrorsTest {

  private final SupabaseErrors errors = new SupabaseErrors();
  private final MultiMap request = MultiMap.caseInsensitiveMultiMap();
  private final MultiMap answer = MultiMap.caseInsensitiveMultiMap();

  @Test
  void answersClientsOfThisVersionByCodeAndMessage() {
    request.set("X-Supabase-Api-Version", "2024-01-01");

    Map<String, Object> document = decorated(AuthProblem.WEAK_PASSWORD);

    assertEquals(Map.of("detail", "why", "code", "weak_password", "message", "why"), document);
    assertEquals("2024-01-01", answer.get("X-Supabase-Api-Version"));
    assertEquals("weak_password", answer.get("x-sb-error-code"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"none", "2023-12-31", "yesterday", "2024-01-01T00:00:00Z", "''"})
  void answersOtherClientsByErrorCodeAndMsg(String version) {
    if (version != null) {
      request.set("X-Supabase-Api-Version", version);
    }

    Map<String, Object> document = decorated(AuthProblem.WEAK_PASSWORD);

    assertEquals(
        Map.of("detail", "why", "code", 422, "error_code", "weak_password", "msg", "why"),
        document);
    assertNull(answer.get("X-Supabase-Api-Version"));
  }

  @ParameterizedTest
  @EnumSource
  void hasACodeForEveryProblemOfTheGuard(CommonProblem problem) {
    decorated(problem);

    assertTrue(answer.get("x-sb-error-code").matches("[a-z_]+"), problem.slug());
  }

  @Test
  void tellsAMissingTokenFromAnInvalidOne() {
    decorated(CommonProblem.UNAUTHENTICATED);
    assertEquals("no_authorization", answer.get("x-sb-error-code"));

    answer.set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    decorated(CommonProblem.UNAUTHENTICATED);
    assertEquals("bad_jwt", answer.get("x-sb-error-code"));
  }

  private Map<String, Object> decorated(ProblemType type) {
    Map<String, Object> document = new LinkedHashMap<>(Map.of("detail", "why"));
    errors.decorate(type, request, document, answer);
    return document;
  }
}
