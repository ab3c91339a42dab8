package com.leadignite.auth.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathIdTest {

  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-00000000abcd");

  @Test
  void isReadInAnyCase() {
    assertEquals(ID, PathId.of("01900000-0000-7000-8000-00000000abcd"));
    assertEquals(ID, PathId.of("01900000-0000-7000-8000-00000000ABCD"));
  }

  /** UUID.fromString would take some of these for other ids. */
  @ParameterizedTest
  @Tag("B34")
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "01900000-0000-7000-8000-00000000abcd ",
        "01900000-0000-7000-8000-00000000abcde",
        "0190000000007000800000000000abcd",
        "{01900000-0000-7000-8000-00000000abcd}",
        "urn:uuid:01900000-0000-7000-8000-00000000abcd",
        "01900000-0000-7000-8000-0000000\u0660abcd",
        "me"
      })
  void anythingElseIsNotFound(String text) {
    Problem refused = assertThrows(Problem.class, () -> PathId.of(text));

    assertEquals(CommonProblem.NOT_FOUND, refused.type());
  }
}
