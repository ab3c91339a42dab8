package com.leadignite.auth.onetime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurposeTest {

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void isFoundByTheNameThatIsStored(Purpose purpose) {
    assertEquals(purpose, Purpose.of(purpose.wireName()));
  }

  /** Two purposes with one mail would be told apart by nobody who reads it. */
  @Test
  void hasAMailOfItsOwn() {
    assertEquals(
        Purpose.values().length,
        Arrays.stream(Purpose.values()).map(Purpose::mail).distinct().count());
  }

  @Test
  void isNotGuessedFromANameThatNoneHas() {
    assertThrows(NoSuchElementException.class, () -> Purpose.of("RECOVERY"));
    assertThrows(NoSuchElementException.class, () -> Purpose.of(""));
  }
}
