package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** As in production: addresses are to be confirmed, and the first administrator is configured. */
public final class WithoutAutoconfirm implements QuarkusTestProfile {

  /** Whom the service makes at its first start. */
  public static final String FIRST_ADMIN = "root@example.com";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadignite.auth.mail.autoconfirm",
        "false",
        "leadignite.auth.first-admin.email",
        FIRST_ADMIN,
        "leadignite.auth.first-admin.password",
        AuthApi.PASSWORD);
  }
}
