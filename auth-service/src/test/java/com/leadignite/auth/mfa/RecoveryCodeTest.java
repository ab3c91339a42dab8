package com.leadignite.auth.mfa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B22")
class RecoveryCodeTest {

  private static final UUID FACTOR = new UUID(1, 2);
  private static final String CODE = "k4m6x7qp2ab5ht3z";

  @Test
  void areTenOfEightyBits() {
    List<String> codes = RecoveryCode.make(new SecureRandom());

    assertEquals(10, Set.copyOf(codes).size());
    assertTrue(codes.stream().allMatch(code -> code.matches("[a-z2-7]{16}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {CODE, "K4M6X7QP2AB5HT3Z", "k4m6-x7qp-2ab5-ht3z", " K4M6 x7qp\t2ab5 ht3z\n"})
  void areReadAsTheyAreTyped(String typed) {
    assertArrayEquals(RecoveryCode.hash(FACTOR, CODE), RecoveryCode.hash(FACTOR, typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k4m6x7qp2ab5ht3", "k4m6x7qp2ab5ht3zz", "\u212a4m6x7qp2ab5ht3z"})
  void areNoOthers(String typed) {
    assertFalse(
        MessageDigest.isEqual(RecoveryCode.hash(FACTOR, CODE), RecoveryCode.hash(FACTOR, typed)));
  }

  @Test
  void areStoredForTheirFactorAlone() {
    assertFalse(
        MessageDigest.isEqual(
            RecoveryCode.hash(FACTOR, CODE), RecoveryCode.hash(new UUID(1, 3), CODE)));
  }

  /** Pages and word processors put other blanks and hyphens into what is copied from them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "k4m6\u00a0x7qp\u00a02ab5\u00a0ht3z",
        "k4m6\u2011x7qp\u20112ab5\u2011ht3z",
        "k4m6\u2013x7qp\u20132ab5\u2013ht3z",
        "\u3000k4m6x7qp2ab5ht3z\u2003"
      })
  void areReadAsTheyAreCopied(String copied) {
    assertArrayEquals(RecoveryCode.hash(FACTOR, CODE), RecoveryCode.hash(FACTOR, copied));
  }
}
