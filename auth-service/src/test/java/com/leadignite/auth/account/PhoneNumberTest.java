package com.leadignite.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+14155552671, +14155552671",
    "14155552671, +14155552671",
    "+1 415 555 2671, +14155552671",
    "+442071838750, +442071838750",
    "+4915123456789, +4915123456789",
    "+390612345678, +390612345678"
  })
  void readsNumbersInE164(String text, String value) {
    assertEquals(Optional.of(new PhoneNumber(value)), PhoneNumber.parse(text));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "+",
        "4155552671",
        "+1415555267",
        "+141555526711",
        "+04155552671",
        "+1-415-555-2671",
        "+1415555267a",
        "+1\uff14155552671",
        "+14155552671;ext=1",
        "+9990000000000",
        "+12345678901234567",
        "nobody@example.com"
      })
  void refusesWhatNoCountryHas(String text) {
    assertEquals(Optional.empty(), PhoneNumber.parse(text));
  }

  /** Each way would have an account, and a limit, of its own. */
  @ParameterizedTest
  @CsvSource({
    "+4407400123456, +447400123456",
    "44 0 7400 123456, +447400123456",
    "+49015123456789, +4915123456789",
    "+114155552671, +14155552671"
  })
  void aPhoneHasOneNumberHoweverItIsTyped(String text, String value) {
    assertEquals(Optional.of(new PhoneNumber(value)), PhoneNumber.parse(text));
    assertEquals(Optional.of(new PhoneNumber(value)), PhoneNumber.parse(value));
  }

  /** Their owners earn by each text. */
  @ParameterizedTest
  @ValueSource(
      strings = {"+19002345678", "+449012345678", "+18005551234", "+447012345678", "+447640123456"})
  void refusesNumbersThatCostExtra(String text) {
    assertEquals(Optional.empty(), PhoneNumber.parse(text));
  }

  @Test
  @Tag("B39")
  void looksAtNoLongText() {
    assertEquals(Optional.empty(), PhoneNumber.parse("+1415555" + " ".repeat(1_000_000) + "2671"));
  }

  @Test
  void knowsTheCountry() {
    assertEquals(1, new PhoneNumber("+14155552671").callingCode());
    assertEquals(44, new PhoneNumber("+442071838750").callingCode());
    assertEquals("14155552671", new PhoneNumber("+14155552671").digits());
  }

  @Test
  void isNoMailbox() {
    assertEquals(new PhoneNumber("+14155552671"), Address.of("+14155552671"));
    assertEquals(new EmailAddress("+1@example.com"), Address.of("+1@example.com"));
    assertThrows(IllegalArgumentException.class, () -> new PhoneNumber("14155552671"));
  }
}
