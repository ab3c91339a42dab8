package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.startup.UnsafeSetting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceSafetyTest {

  private static List<String> unsafe(Duration believed) {
    return new SourceSafety(new TestingSourceConfig("", believed))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void boundsForHowLongAnAuthorIsBelieved() {
    assertEquals(List.of(), unsafe(Duration.ofSeconds(30)));
    assertEquals(List.of(), unsafe(Duration.ofMinutes(5)));
    assertEquals(List.of("leadignite.webhook.author-believed"), unsafe(Duration.ofHours(10)));
  }
}
