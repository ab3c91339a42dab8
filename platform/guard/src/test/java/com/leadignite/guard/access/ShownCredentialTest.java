package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownCredentialTest {

  @Test
  void isATokenOrAnApiKey() {
    assertEquals("eyJ.a.b", ShownCredential.of("Bearer eyJ.a.b", null).value());
    assertEquals("li_test_a", ShownCredential.of("bearer li_test_a", null).value());
    assertEquals("li_test_a", ShownCredential.of(null, " li_test_a ").value());
  }

  @Test
  void mayBeSentTwiceIfItIsTheSame() {
    assertEquals("li_test_a", ShownCredential.of("Bearer li_test_a", "li_test_a").value());
  }

  @Test
  void isAbsentIfNeitherFieldIsThere() {
    assertNull(ShownCredential.of(null, null));
  }

  @ParameterizedTest
  @Tag("B33")
  @CsvSource({
    "Bearer li_test_a, li_test_b",
    "Bearer eyJ.a.b, li_test_a",
    "Basic YTpi, li_test_a",
    "Bearer eyJ.a.b, eyJ.a.b",
    ", eyJ.a.b",
    ", ''"
  })
  void isRefusedIfItIsNone(String authorization, String apiKey) {
    assertThrows(ShownCredential.Missing.class, () -> ShownCredential.of(authorization, apiKey));
  }
}
