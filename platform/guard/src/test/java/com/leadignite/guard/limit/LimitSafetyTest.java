package com.leadignite.guard.limit;

import static com.leadignite.guard.limit.Limiting.figures;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.startup.UnsafeSetting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSafetyTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static List<String> findingsWith(Map<String, LimitConfig.Figures> set) {
    return new LimitSafety(new Quotas(() -> set))
        .findings().stream().map(UnsafeSetting::property).toList();
  }

  @Test
  void findsNothingInTheDefaults() {
    assertEquals(List.of(), findingsWith(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "address",
        "admin",
        "sign-up",
        "token",
        "sign-in",
        "password",
        "password-change",
        "account-password-change",
        "verify",
        "mail",
        "email-change",
        "refresh",
        "unknown-token",
        "account"
      })
  void namesALimitThatStopsNobody(String limit) {
    assertEquals(
        List.of("leadignite.limits.\"" + limit + "\""),
        findingsWith(Map.of(limit, figures(1_000_000_000, MINUTE))));
  }

  @Test
  void takesTenTimesTheFiguresOfALimit() {
    assertEquals(List.of(), findingsWith(Map.of("address", figures(12_000, MINUTE))));
    assertEquals(
        List.of("leadignite.limits.\"address\""),
        findingsWith(Map.of("address", figures(12_001, MINUTE))));
  }

  @Test
  void takesAnyVolume() {
    assertEquals(List.of(), findingsWith(Map.of("webhook-source", figures(1_000_000, MINUTE))));
  }

  @Test
  void countsPasswordsByTheMinute() {
    String limit = "leadignite.limits.\"password\"";

    assertEquals(List.of(), findingsWith(Map.of("password", figures(50, Duration.ofMinutes(5)))));
    assertEquals(List.of(limit), findingsWith(Map.of("password", figures(11, MINUTE))));
    assertEquals(
        List.of(limit), findingsWith(Map.of("password", figures(10, Duration.ofSeconds(1)))));
  }
}
