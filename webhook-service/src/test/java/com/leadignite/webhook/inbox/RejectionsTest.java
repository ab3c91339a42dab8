package com.leadignite.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.webhook.inbox.Rejections.Budget;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RejectionsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void makesFewEventsOfAFloodAndLosesNoCount() {
    var budget = new Budget();
    long events = 0;
    long counted = 0;
    for (int i = 0; i < 10_000; i++) {
      long standsFor = budget.spend(NOW.plusMillis(i));
      events += standsFor > 0 ? 1 : 0;
      counted += standsFor;
    }

    long later = budget.spend(NOW.plusSeconds(61));

    assertEquals(5, events);
    assertEquals(5, counted);
    assertEquals(10_001 - 5, later);
  }
}
