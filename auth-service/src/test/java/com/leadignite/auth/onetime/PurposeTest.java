package com.leadignite.auth.onetime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.mail.MailKind;
import java.util.EnumSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurposeTest {

  private static final EmailAddress MAILBOX = new EmailAddress("ada@example.com");

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void isFoundByTheNameThatIsStored(Purpose purpose) {
    assertEquals(purpose, Purpose.of(purpose.wireName()));
  }

  /** Two purposes with one mail would be told apart by nobody who reads it. */
  @Test
  void hasAMailOfItsOwn() {
    Set<Purpose> mailed = EnumSet.complementOf(EnumSet.of(Purpose.SMS, Purpose.PHONE_CHANGE));

    assertEquals(
        mailed.size(), mailed.stream().map(purpose -> purpose.mail(MAILBOX)).distinct().count());
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void isTextedAloneToAPhone(Purpose purpose) {
    assertEquals(MailKind.SMS_CODE, purpose.mail(new PhoneNumber("+14155552671")));
  }

  @Test
  void isNotGuessedFromANameThatNoneHas() {
    assertThrows(NoSuchElementException.class, () -> Purpose.of("RECOVERY"));
    assertThrows(NoSuchElementException.class, () -> Purpose.of(""));
  }
}
