package com.leadignite.guard.startup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessChecksTest {

  private static final Map<String, String> SAFE =
      Map.of(
          "leadignite.trusted-proxies", "10.0.0.0/8",
          "quarkus.datasource.owner.jdbc.url", "jdbc:postgresql://db/leadignite",
          "quarkus.datasource.owner.password", "0123456789abcdef",
          "quarkus.management.enabled", "true",
          "quarkus.http.proxy.proxy-address-forwarding", "false",
          "quarkus.log.console.filter", "redaction",
          "quarkus.datasource.password", "0123456789abcdef",
          "quarkus.redis.hosts", "redis://redis:6379",
          "quarkus.redis.password", "0123456789abcdef",
          "leadignite.cors.origins", "https://app.example");

  @Test
  void findsNothingIfAllIsSafe() {
    assertEquals(List.of(), findings(SAFE));
  }

  @ParameterizedTest
  @CsvSource({
    "leadignite.trusted-proxies,''",
    "leadignite.trusted-proxies,0.0.0.0/0",
    "leadignite.trusted-proxies,'0.0.0.0/1,128.0.0.0/1'",
    "leadignite.trusted-proxies,'10.0.0.0/8,0.0.0.0/2,64.0.0.0/2,128.0.0.0/2,192.0.0.0/3'",
    "leadignite.trusted-proxies,'10.0.0.0/8,::/1,8000::/1'",
    "leadignite.trusted-proxies,'10.0.0.0/8,11.0.0.0/8,12.0.0.0/8,13.0.0.0/8,14.0.0.0/8'",
    "leadignite.trusted-proxies,2000::/3",
    "leadignite.allow-list.addresses,'0.0.0.0/1,128.0.0.0/1'",
    "leadignite.admin.assurance,ALL_FACTORS",
    "leadignite.admin.assurance,first-factor",
    "leadignite.admin.fresh-within,PT13H",
    "leadignite.access.fresh-within,PT10H",
    "leadignite.allow-list.reload-every,PT1H",
    "leadignite.token.max-life,PT24H",
    "leadignite.token.skew,PT24H",
    "leadignite.token.refresh-keys,PT24H",
    "quarkus.datasource.owner.password,postgres",
    "quarkus.management.enabled,false",
    "quarkus.http.proxy.proxy-address-forwarding,true",
    "quarkus.log.console.filter,''",
    "quarkus.datasource.password,postgres",
    "quarkus.redis.password,''",
    "leadignite.cors.origins,http://app.example"
  })
  void namesAnUnsafeSettingAndHowToMendIt(String property, String value) {
    Map<String, String> settings = new HashMap<>(SAFE);
    settings.put(property, value);

    List<UnsafeSetting> findings = findings(settings);

    assertEquals(1, findings.size(), findings.toString());
    assertEquals(property, findings.getFirst().property());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://x@redis:6379",
        "redis://redis:6379",
        "redis://:@redis:6379",
        "redis://x:short@redis:6379",
        "redis://:0123456789abcdef@redis:6379,redis://x@redis-2:6379"
      })
  void takesOnlyAPasswordForAPassword(String hosts) {
    Map<String, String> settings = new HashMap<>(SAFE);
    settings.put("quarkus.redis.password", "");
    settings.put("quarkus.redis.hosts", hosts);

    assertEquals(
        List.of("quarkus.redis.password"),
        findings(settings).stream().map(UnsafeSetting::property).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.redis.hosts,redis://x:0123456789abcdef@redis:6379",
    "leadignite.trusted-proxies,'10.0.0.0/8,10.1.0.0/16,172.16.0.0/12,192.168.0.0/16,fc00::/7'",
    "leadignite.admin.assurance,two-factors",
    "leadignite.admin.fresh-within,PT1H"
  })
  void takesASafeOne(String property, String value) {
    Map<String, String> settings = new HashMap<>(SAFE);
    settings.put(property, value);

    assertEquals(List.of(), findings(settings));
  }

  @Test
  void refusesToStartAndNamesEverythingAtOnce() {
    ReadinessChecks checks = new ReadinessChecks(List.of(() -> findings(Map.of())), false);

    IllegalStateException refusal = assertThrows(IllegalStateException.class, checks::verify);

    assertTrue(refusal.getMessage().contains("leadignite.trusted-proxies: "));
    assertTrue(refusal.getMessage().contains("quarkus.datasource.password: "));
  }

  @Test
  void letsALocalStackStart() {
    assertDoesNotThrow(new ReadinessChecks(List.of(() -> findings(Map.of())), true)::verify);
  }

  private static List<UnsafeSetting> findings(Map<String, String> settings) {
    return new PlatformSafety(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build())
        .findings();
  }
}
