package com.leadignite.auth.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentCredentialTest {

  private static SentCredential allOf(String text) {
    return new SentCredential(
        text,
        "public-key",
        text,
        text,
        text,
        text,
        text,
        Arrays.asList("usb", "telepathy", null, "usb"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1023", "1, 4096", "2, 16384", "3, 4096", "4, 1024", "5, 64"})
  @Tag("B38")
  void boundsEachMember(int member, int longest) {
    Function<SentCredential, byte[]> read =
        List.<Function<SentCredential, byte[]>>of(
                SentCredential::idBytes,
                SentCredential::clientDataBytes,
                SentCredential::attestationObjectBytes,
                SentCredential::authenticatorDataBytes,
                SentCredential::signatureBytes,
                SentCredential::userHandleBytes)
            .get(member);

    assertEquals(longest, read.apply(allOf(Authenticator.base64(new byte[longest]))).length);
    SentCredential longer = allOf(Authenticator.base64(new byte[longest + 1]));
    assertThrows(PasskeyRefused.class, () -> read.apply(longer));
  }

  @Test
  void knowsTheTransportsOfTheSpecification() {
    assertEquals(List.of("usb"), allOf("AA").transports());
  }
}
