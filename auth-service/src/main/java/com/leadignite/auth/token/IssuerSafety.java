package com.leadignite.auth.token;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps issuers without TLS, and revocations that come late, out of production. */
@Singleton
final class IssuerSafety implements SafetyCheck {

  private final IssuerConfig config;

  IssuerSafety(IssuerConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (!config.issuer().startsWith("https://")) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.issuer",
              "tokens and the keys that verify them would travel in the clear",
              "Set an https address"));
    }
    if (!"https".equals(config.siteUrl().getScheme())) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.site-url",
              "people would be sent to an address without TLS",
              "Set an https address"));
    }
    UnsafeSetting.outside(
            "leadignite.auth.republish-every",
            config.republishEvery(),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            "revoked tokens would be accepted for long after Redis was unavailable")
        .ifPresent(found::add);
    return found;
  }
}
