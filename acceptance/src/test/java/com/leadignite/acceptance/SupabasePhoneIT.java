package com.leadignite.acceptance;

import com.leadignite.embedded.Ports;
import com.leadignite.stack.Service;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** supabase-js with phones, and with hooks that the standardwebhooks package verifies. */
class SupabasePhoneIT {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static Map<String, String> phones() {
    Map<String, String> settings = new HashMap<>();
    settings.put("leadignite.auth.mail.autoconfirm", "false");
    settings.put("leadignite.auth.phone.enabled", "true");
    return settings;
  }

  /** Of no other run: numbers stay in the database of a stack that is kept. */
  private static String newNumber() {
    return "+1415" + (2_000_000 + RANDOM.nextInt(7_000_000));
  }

  @Test
  @Tag("B20")
  void anUnmodifiedSupabaseJsSignsUpAndInByPhone() throws Exception {
    try (Replica auth = Replica.start(Service.AUTH, phones()).ready()) {
      NodeScripts.run(
          "supabase-phone.mjs",
          Map.of(
              "AUTH_URL", auth.url().toString(),
              "PHONE", newNumber(),
              "NEXT_PHONE", newNumber(),
              "PASSWORD", Person.newPassword(),
              "NEW_PASSWORD", Person.newPassword()));
    }
  }

  @Test
  void hooksAreSignedAsStandardWebhooks() throws Exception {
    int port = Ports.free();
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    String secret = "v1,whsec_" + Base64.getEncoder().encodeToString(key);
    RANDOM.nextBytes(key);
    String next = "v1,whsec_" + Base64.getEncoder().encodeToString(key);
    Map<String, String> settings = phones();
    Map.of(
            "before-user-created", "before",
            "custom-access-token", "claims",
            "send-email", "email",
            "send-sms", "sms")
        .forEach((hook, path) -> {
          String prefix = "leadignite.auth.hook." + hook + ".";
          settings.put(prefix + "enabled", "true");
          settings.put(prefix + "uri", "http://127.0.0.1:" + port + "/" + path);
          settings.put(prefix + "secrets", next + "|" + secret);
        });
    try (Replica auth = Replica.start(Service.AUTH, settings).ready()) {
      NodeScripts.run(
          "supabase-hooks.mjs",
          Map.of(
              "AUTH_URL", auth.url().toString(),
              "HOOK_PORT", String.valueOf(port),
              "HOOK_SECRET", secret,
              "EMAIL", Person.newEmail(),
              "PHONE", newNumber(),
              "PASSWORD", Person.newPassword()));
    }
  }
}
