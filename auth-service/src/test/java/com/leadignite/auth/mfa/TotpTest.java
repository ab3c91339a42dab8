package com.leadignite.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
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

  /** At any time exactly the codes of three steps are right, with or without zeros in front. */
  @ParameterizedTest
  @Tag("B10")
  @ValueSource(longs = {1, 2, 3})
  void acceptsTheCodesOfThreeStepsAtAnyTime(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] secret = new byte[20];
      random.nextBytes(secret);
      Instant now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
      long step = Totp.stepAt(now);
      Set<String> right =
          Set.copyOf(
              List.of(
                  Totp.code(secret, step - 1),
                  Totp.code(secret, step),
                  Totp.code(secret, step + 1)));

      right.forEach(code -> {
        assertEquals(6, code.length());
        assertTrue(Totp.step(secret, code, now).isPresent());
      });
      String other = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
      assertEquals(right.contains(other), Totp.step(secret, other, now).isPresent());
    }
  }

  @Test
  void stepsBeginAtTheEpoch() {
    assertEquals(0, Totp.stepAt(Instant.EPOCH));
    assertEquals(0, Totp.stepAt(Instant.ofEpochSecond(29, 999_999_999)));
    assertEquals(1, Totp.stepAt(Instant.ofEpochSecond(30)));
  }
}
