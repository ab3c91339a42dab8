package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.problem.Problem;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  private static final String EMAIL = "ada@example.com";
  private static final String PHONE = "+14155552671";

  private final Addresses off = of(Map.of());
  private final Addresses on = of(Map.of("leadignite.auth.phone.enabled", "true"));

  private static Addresses of(Map<String, String> settings) {
    return new Addresses(Settings.of(PhoneConfig.class, settings), null);
  }

  private static AuthProblem refusal(Addresses addresses, String email, String phone) {
    return (AuthProblem) assertThrows(Problem.class, () -> addresses.one(email, phone)).type();
  }

  private static AuthProblem refusalOfSignIn(Addresses addresses, String email, String phone) {
    return (AuthProblem) assertThrows(Problem.class, () -> addresses.ofSignIn(email, phone)).type();
  }

  @ParameterizedTest
  @CsvSource(
      value = {"null, null", "'', ''", "null, ''", "'', null"},
      nullValues = "null")
  void needOne(String email, String phone) {
    assertEquals(AuthProblem.OTP_ADDRESS_NEEDED, refusal(on, email, phone));
    assertEquals(AuthProblem.ADDRESS_NEEDED, refusalOfSignIn(on, email, phone));
  }

  /** Which of two is meant could be read differently by two checks. */
  @Test
  @Tag("B20")
  void needOneAlone() {
    assertEquals(AuthProblem.OTP_ADDRESS_NEEDED, refusal(on, EMAIL, PHONE));
    assertEquals(AuthProblem.ONE_ADDRESS_AT_SIGN_IN, refusalOfSignIn(on, EMAIL, PHONE));
    assertEquals(AuthProblem.ONE_ADDRESS_AT_SIGN_IN, refusalOfSignIn(off, EMAIL, PHONE));
  }

  @Test
  void takeAnEmptyOneForNone() {
    assertEquals(new EmailAddress(EMAIL), on.one(EMAIL, ""));
    assertEquals(new PhoneNumber(PHONE), on.one("", PHONE));
    assertEquals(Optional.of(new EmailAddress(EMAIL)), on.ofSignIn(EMAIL, ""));
    assertEquals(Optional.of(new PhoneNumber(PHONE)), on.ofSignIn("", PHONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "ada", "ada@", "ada@example", "ada@example.com, eve@example.com"})
  void refuseAMailboxThatIsNone(String email) {
    assertEquals(AuthProblem.EMAIL_INVALID, refusal(on, email, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "+", "0", "ada@example.com", "+1415555267x", "+999999999999"})
  void refuseAPhoneThatIsNone(String phone) {
    assertEquals(AuthProblem.PHONE_INVALID, refusal(on, null, phone));
  }

  /** A person who mistypes their address learns what a wrong password would tell them (B18). */
  @ParameterizedTest
  @Tag("B18")
  @ValueSource(strings = {" ", "ada", "ada@example", "\u212ada@example.com"})
  void tellNobodyThatAnAddressToSignInWithIsNone(String text) {
    assertEquals(Optional.empty(), on.ofSignIn(text, null));
    assertEquals(Optional.empty(), on.ofSignIn(null, text));
  }

  /** Whatever the number: what is off says so before it looks at it. */
  @ParameterizedTest
  @ValueSource(strings = {PHONE, "nonsense", "+999999999999"})
  void knowNoPhoneWhilePhonesAreOff(String phone) {
    assertEquals(AuthProblem.PHONE_OTP_DISABLED, refusal(off, null, phone));
    assertEquals(AuthProblem.PHONE_SIGN_IN_DISABLED, refusalOfSignIn(off, null, phone));
  }

  @Test
  void textTheCountriesThatAreNamedAlone() {
    Addresses some =
        of(
            Map.of(
                "leadignite.auth.phone.enabled", "true",
                "leadignite.auth.phone.calling-codes", "44,49"));

    assertEquals(AuthProblem.PHONE_COUNTRY_REFUSED, refusal(some, null, PHONE));
    assertEquals(new PhoneNumber("+447911123456"), some.one(null, "44 7911 123456"));
  }
}
