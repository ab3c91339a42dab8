package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Addresses are confirmed by mail and numbers by text, as in production; numbers are those of North
 * America and Great Britain.
 */
public final class WithoutAutoconfirm implements QuarkusTestProfile {

  /** Whom the service makes at its first start. */
  public static final String FIRST_ADMIN = "root@example.com";

  /** How many texts each limit of texts allows: more than any test sends. */
  public static final int TEXTS = 100_000;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.mail.autoconfirm",
        "false",
        "leadignite.auth.first-admin.email",
        FIRST_ADMIN,
        "leadignite.auth.first-admin.password",
        AuthApi.PASSWORD,
        "leadignite.auth.phone.enabled",
        "true",
        "leadignite.auth.phone.calling-codes",
        "1,44",
        "leadignite.auth.sms.provider",
        "mailbox",
        "leadignite.limits.\"sms-address\".permits",
        String.valueOf(TEXTS),
        "leadignite.limits.\"sms-country\".permits",
        String.valueOf(TEXTS),
        "leadignite.limits.\"sms-total\".permits",
        String.valueOf(TEXTS));
  }
}
