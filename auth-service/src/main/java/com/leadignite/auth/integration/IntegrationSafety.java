package com.leadignite.auth.integration;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps providers that are called in the clear out of production. */
@Singleton
final class IntegrationSafety implements SafetyCheck {

  private final IntegrationConfig config;

  IntegrationSafety(IntegrationConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<UnsafeSetting> findings = new ArrayList<>();
    config
        .providers()
        .forEach((name, provider) -> {
          check(findings, name, "authorization-endpoint", provider.authorizationEndpoint());
          check(findings, name, "token-endpoint", provider.tokenEndpoint());
          check(findings, name, "revocation-endpoint", provider.revocationEndpoint());
          check(findings, name, "base-url", provider.baseUrl());
        });
    UnsafeSetting.outside(
            "leadignite.auth.integrations.lease",
            config.lease(),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            "two replicas would show one refresh token, which providers take for theft")
        .ifPresent(findings::add);
    return findings;
  }

  private static void check(
      List<UnsafeSetting> findings, String name, String endpoint, Optional<URI> uri) {
    if (uri.isPresent() && !"https".equals(uri.get().getScheme())) {
      findings.add(
          new UnsafeSetting(
              Providers.PROPERTY + "\"" + name + "\"." + endpoint,
              "tokens and the client's secret would travel in the clear",
              "Set an https address"));
    }
  }
}
