package com.leadignite.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.testing.Settings;
import com.leadignite.auth.throttle.ThrottleConfig;
import com.leadignite.guard.secret.MountedSecrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClientsTest {

  private static final String DIGITS =
      "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";

  private static ServiceClients clients(String hash) {
    IssuerConfig config =
        Settings.of(
            IssuerConfig.class,
            Map.of(
                "leadignite.auth.site-url", "https://app.example.com",
                "leadignite.auth.issuer", "https://app.example.com/auth/v1",
                "leadignite.auth.clients.\"leads-service\".secret-sha256", hash,
                "leadignite.auth.clients.\"leads-service\".scopes", "audit:write"));
    return new ServiceClients(
        config,
        new MountedSecrets(List.of()),
        Settings.of(ThrottleConfig.class, Map.of()),
        null,
        null,
        null,
        null);
  }

  /** A wrong hash is named at start, as the property that it is, and is not repeated. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
        "0x23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "the secret itself"
      })
  void refusesToStartWithWhatIsNoHash(String hash) {
    String refusal = assertThrows(IllegalArgumentException.class, () -> clients(hash)).getMessage();

    assertEquals(
        "leadignite.auth.clients.\"leads-service\".secret-sha256 must be 64 hexadecimal digits",
        refusal);
  }

  @Test
  void takesDigitsOfBothCases() {
    clients(DIGITS);
  }
}
