package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class InvitationTokenTest {

  @Test
  void hasTwoHundredFiftySixRandomBits() {
    SecureRandom random = new SecureRandom();

    String token = InvitationToken.make(random);

    assertEquals(32, Base64.getUrlDecoder().decode(token).length);
    assertNotEquals(token, InvitationToken.make(random));
  }

  /** FIPS 180-4's example. */
  @Test
  void isStoredAsItsSha256() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        HexFormat.of().formatHex(InvitationToken.hash("abc")));
  }
}
