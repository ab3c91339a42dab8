package com.leadignite.auth.account;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserMetadataTest {

  private static final UserId USER =
      new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
  private static final EmailAddress EMAIL = new EmailAddress("ada@example.com");

  static Stream<Arguments> withinTheLimits() {
    return Stream.of(
        Arguments.of("a text of 2048 characters", "x".repeat(2048)),
        Arguments.of("64 members", members(64)),
        Arguments.of("64 items", new ArrayList<>(Arrays.asList(new Object[64]))),
        Arguments.of("five levels", nested(4)),
        Arguments.of("a number of 30 digits", new BigInteger("9".repeat(30))),
        Arguments.of("a fraction of 30 digits", new BigDecimal("0." + "1".repeat(30))),
        Arguments.of("a small exponent", 1e20),
        Arguments.of("a boolean", true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withinTheLimits")
  void takes(String what, Object value) {
    assertDoesNotThrow(() -> UserMetadata.check(Map.of("member", value)), what);
  }

  @Test
  void takesAMemberThatIsNull() {
    Map<String, Object> data = new HashMap<>();
    data.put("removed", null);

    assertDoesNotThrow(() -> UserMetadata.check(data));
  }

  static Stream<Arguments> beyondTheLimits() {
    return Stream.of(
        Arguments.of("text longer than 2048", Map.of("a", "x".repeat(2049))),
        Arguments.of("name longer than 128", Map.of("x".repeat(129), "a")),
        Arguments.of("more than 64 members", members(65)),
        Arguments.of("more than 64 members", Map.of("a", Arrays.asList(new Object[65]))),
        Arguments.of("deeper than 5 levels", Map.of("a", nested(5))),
        Arguments.of("deeper than 5 levels", Map.of("a", List.of(nested(4)))),
        Arguments.of("more than 30 digits", Map.of("a", new BigInteger("9".repeat(31)))),
        Arguments.of("more than 30 digits", Map.of("a", 1e308)),
        Arguments.of("more than 30 digits", Map.of("a", new BigDecimal("1e-31"))),
        Arguments.of("more than 30 digits", Map.of("a", new BigDecimal("1e2147483647"))),
        Arguments.of("more than 30 digits", Map.of("a", new BigDecimal("1e-2147483647"))),
        Arguments.of("more than 30 digits", Map.of("a", new BigDecimal("12e2147483646"))),
        Arguments.of("number that is too large", Map.of("a", Double.POSITIVE_INFINITY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyondTheLimits")
  @Tag("B38")
  void refuses(String why, Map<String, Object> data) {
    Problem refused = assertThrows(Problem.class, () -> UserMetadata.check(data));

    assertEquals(CommonProblem.VALIDATION_FAILED, refused.type());
    assertTrue(refused.detail().contains(why), refused.detail());
  }

  @Test
  @Tag("B35")
  void overlaysWhatWeKnow() {
    Map<String, Object> said =
        Map.of(
            "email", "other@example.com",
            "email_verified", true,
            "phone", "14155552671",
            "phone_verified", true,
            "sub", "other",
            "a", "b");

    Map<String, Object> shown = UserMetadata.shown(said, USER, EMAIL, false, null, false);

    assertEquals(
        Map.of(
            "a",
            "b",
            "email",
            "ada@example.com",
            "email_verified",
            false,
            "phone_verified",
            false,
            "sub",
            USER.toString()),
        shown);
  }

  private static Map<String, Object> members(int count) {
    Map<String, Object> members = new HashMap<>();
    for (int i = 0; i < count; i++) {
      members.put("member" + i, i);
    }
    return members;
  }

  private static Map<String, Object> nested(int levels) {
    return levels == 1 ? Map.of("a", "b") : Map.of("a", nested(levels - 1));
  }
}
