package com.leadignite.leads.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.startup.UnsafeSetting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipSafetyTest {

  private static List<String> unsafe(Duration lifetime) {
    return new MembershipSafety(() -> lifetime)
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void boundsForHowLongAMemberIsBelieved() {
    assertEquals(List.of(), unsafe(Duration.ofSeconds(10)));
    assertEquals(List.of(), unsafe(Duration.ofMinutes(5)));
    assertEquals(List.of("leadignite.leads.members.believed"), unsafe(Duration.ofHours(10)));
  }
}
