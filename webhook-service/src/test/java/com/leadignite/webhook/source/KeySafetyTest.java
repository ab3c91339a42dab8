package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeySafetyTest {

  private static final String KEY = "leadignite.webhook.secret-encryption-key";

  private static List<String> unsafe(String key) {
    return new KeySafety(new TestingSourceConfig(key))
        .findings().stream().map(finding -> finding.property()).toList();
  }

  @Test
  void refusesTheKeyThatIsPublished() {
    assertEquals(
        List.of(KEY),
        unsafe(
            Base64.getEncoder()
                .encodeToString(
                    "development-only-key-32-bytes-!!".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void acceptsAnother() {
    assertEquals(List.of(), unsafe(Base64.getEncoder().encodeToString(new byte[32])));
  }
}
