package com.leadignite.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.startup.UnsafeSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmtpSafetyTest {

  private static List<String> findings(
      Optional<String> host, String startTls, boolean tls, boolean trustAll, String lease) {
    MailDeliveryConfig config =
        Settings.of(MailDeliveryConfig.class, Map.of("leadignite.auth.mail.lease", lease));
    return new SmtpSafety(host, host, startTls, tls, trustAll, config)
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void hasNothingAgainstASenderAndAServerWithTls() {
    Optional<String> set = Optional.of("mail.example.com");

    assertEquals(List.of(), findings(set, "REQUIRED", false, false, "90s"));
    assertEquals(List.of(), findings(set, "DISABLED", true, false, "90s"));
  }

  @Test
  void namesWhatLosesMailsOrSendsThemInTheClear() {
    assertEquals(
        List.of(
            "quarkus.mailer.host",
            "quarkus.mailer.from",
            "quarkus.mailer.start-tls",
            "quarkus.mailer.trust-all",
            "leadignite.auth.mail.lease"),
        findings(Optional.empty(), "OPTIONAL", false, true, "10s"));
  }
}
