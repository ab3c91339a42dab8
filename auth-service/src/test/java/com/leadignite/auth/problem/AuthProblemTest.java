package com.leadignite.auth.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthProblemTest {

  @ParameterizedTest
  @EnumSource
  void isTheClientsFault(AuthProblem problem) {
    assertTrue(problem.status() >= 400 && problem.status() < 500, problem.name());
  }

  @ParameterizedTest
  @EnumSource
  void hasACodeAsSupabaseHasThem(AuthProblem problem) {
    assertTrue(problem.code().matches("[a-z0-9]+(_[a-z0-9]+)*"), problem.code());
  }

  @ParameterizedTest
  @EnumSource
  void tellsItsTitleForADetail(AuthProblem problem) {
    assertEquals(problem.title(), problem.problem().detail());
    assertEquals(problem, problem.problem().type());
  }

  @Test
  void hasASlugOfItsOwn() {
    List<String> slugs =
        Stream.<ProblemType>concat(
                Arrays.stream(AuthProblem.values()), Arrays.stream(CommonProblem.values()))
            .map(ProblemType::slug)
            .toList();

    assertEquals(slugs.size(), slugs.stream().distinct().count(), () -> twice(slugs));
    assertEquals("last-admin", AuthProblem.LAST_ADMIN.slug());
  }

  private static String twice(List<String> slugs) {
    return slugs.stream()
        .collect(Collectors.groupingBy(slug -> slug, Collectors.counting()))
        .toString();
  }
}
