package com.leadignite.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** RFC 6238, appendix B: the last six digits of its eight. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void computesTheCodesOfTheStandard(long time, String code) {
    long step = Totp.stepAt(Instant.ofEpochSecond(time));

    assertEquals(code, Totp.code(SECRET, step));
    assertEquals(OptionalLong.of(step), Totp.step(SECRET, code, Instant.ofEpochSecond(time)));
  }

  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
  void acceptsOneStepOfDriftEachWay(long drift, boolean accepted) {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = Totp.stepAt(now) + drift;

    OptionalLong found = Totp.step(SECRET, Totp.code(SECRET, step), now);

    assertEquals(accepted ? OptionalLong.of(step) : OptionalLong.empty(), found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5924", "0005924", "005924 ", "٠٠٥٩٢٤", "00592４", "+05924"})
  void acceptsNothingButTheSixDigits(String code) {
    assertEquals(
        OptionalLong.empty(), Totp.step(SECRET, code, Instant.ofEpochSecond(1_234_567_890)));
  }

  @Test
  void changesStepsEachHalfMinute() {
    assertEquals(1, Totp.stepAt(Instant.ofEpochSecond(59)));
    assertEquals(2, Totp.stepAt(Instant.ofEpochSecond(60)));
  }
}
