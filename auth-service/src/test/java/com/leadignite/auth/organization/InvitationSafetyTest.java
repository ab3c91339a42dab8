package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvitationSafetyTest {

  private static final String LIFE = "leadignite.auth.invitation-life";

  private static List<String> findingsWith(String life) {
    return new InvitationSafety(Settings.of(InvitationConfig.class, Map.of(LIFE, life)))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void boundsHowLongInvitationsAreValid() {
    assertEquals(List.of(), findingsWith("30d"));
    assertEquals(List.of(LIFE), findingsWith("31d"));
  }
}
