package com.leadignite.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignUpModeTest {

  private static SignUpMode with(Map<String, String> settings) {
    return Settings.of(SignUpConfig.class, settings).signUpMode();
  }

  @Test
  void isOpenUnlessSet() {
    assertEquals(SignUpMode.OPEN, with(Map.of()));
    assertEquals(SignUpMode.CLOSED, with(Map.of("leadignite.auth.sign-up", "closed")));
    assertEquals(SignUpMode.INVITED, with(Map.of("leadignite.auth.sign-up", "invited")));
  }

  @Test
  void isByInvitationWhereTheEarlierSettingClosedIt() {
    assertEquals(SignUpMode.INVITED, with(Map.of("leadignite.auth.sign-up-open", "false")));
    assertEquals(
        SignUpMode.CLOSED,
        with(
            Map.of(
                "leadignite.auth.sign-up-open", "true",
                "leadignite.auth.sign-up", "closed")));
  }
}
