package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.supabase.UserList.Asked;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserListTest {

  private static final String HERE = "https://app.example.com/auth/v1/admin/users";

  @Test
  void isTheFirstPageUnlessAskedOtherwise() {
    assertEquals(new Asked(1, 50), Asked.of(null, null));
    assertEquals(new Asked(1, 50), Asked.of("", ""));
    assertEquals(new Asked(7, 1000), Asked.of("7", "1000"));
    assertEquals(new Asked(1_000_000, 1), Asked.of("1000000", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "+1", "1.0", "1e3", " 1", "1 ", "01x", "\u0661", "1000001", "10000000"})
  void refusesANumberThatNoPageHas(String page) {
    Problem refused = assertThrows(Problem.class, () -> Asked.of(page, null));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "99999999999999999999"})
  void refusesASizeThatNoPageHas(String size) {
    assertThrows(Problem.class, () -> Asked.of("1", size));
  }

  @Test
  void theLastPageBeginsWhereNumbersOfMoreBitsAreNeeded() {
    assertEquals(999_999_000L, new Asked(1_000_000, 1000).offset());
    assertEquals(0, new Asked(1, 1000).offset());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10, 0, , 1",
    "1, 10, 10, , 1",
    "1, 10, 11, 2, 2",
    "2, 10, 21, 3, 3",
    "3, 10, 21, , 3",
    "9, 10, 21, , 3"
  })
  void namesTheNextAndTheLastPage(int number, int size, long total, String next, String last) {
    String expected =
        (next == null ? "" : "<" + HERE + "?page=" + next + "&per_page=10>; rel=\"next\", ")
            + "<"
            + HERE
            + "?page="
            + last
            + "&per_page=10>; rel=\"last\"";

    assertEquals(expected, new Asked(number, size).links(HERE, total));
  }
}
