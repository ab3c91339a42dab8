package com.leadignite.auth.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.leadignite.auth.problem.AuthProblem;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingTest {

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, https://app.example.com?code=a-b_c",
    "https://app.example.com/, https://app.example.com/?code=a-b_c",
    "https://app.example.com/cb?next=%2Fx, https://app.example.com/cb?next=%2Fx&code=a-b_c",
    "myapp://callback, myapp://callback?code=a-b_c"
  })
  void addsACodeToTheQueryThatIsThere(String target, String landing) {
    assertEquals(landing, Landing.withCode(target, "a-b_c"));
  }

  @Test
  void saysWhatIsWrongInQueryAndFragment() {
    URI landing =
        URI.create(
            Landing.withError(
                "https://app.example.com/cb?a=b", AuthProblem.OTP_INVALID, "It is invalid"));

    String error = "error=access_denied&error_code=otp_expired&error_description=It+is+invalid";
    assertEquals("a=b&" + error, landing.getRawQuery());
    assertEquals(error, landing.getRawFragment());
  }

  /** What clients read of an address must be what we put there. */
  @Test
  @Tag("B19")
  void aTextAddsNoMemberOfItsOwn() {
    String landing =
        Landing.withError(
            "https://app.example.com",
            AuthProblem.OTP_INVALID,
            "x&access_token=y#z\r\nLocation: w");

    assertFalse(landing.contains("&access_token=y"));
    assertFalse(landing.contains("\r") || landing.contains("\n"));
    assertEquals(1, landing.chars().filter(c -> c == '#').count());
  }

  @Test
  void aMessageIsInTheFragmentAlone() {
    assertEquals(
        "https://app.example.com/cb#message=One+more+link",
        Landing.withMessage("https://app.example.com/cb", "One more link"));
  }
}
