package com.leadignite.guard.startup;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** The settings of the guard and the framework that production depends on. */
@Singleton
final class PlatformSafety implements SafetyCheck {

  private static final int SHORTEST_PASSWORD = 16;

  private final Config config;

  PlatformSafety(Config config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<UnsafeSetting> found = new ArrayList<>();
    proxies(found);
    if (!is("quarkus.management.enabled")) {
      found.add(
          new UnsafeSetting(
              "quarkus.management.enabled",
              "health and metrics would be answered on the public port",
              "Leave it true"));
    }
    if (is("quarkus.http.proxy.proxy-address-forwarding")) {
      found.add(
          new UnsafeSetting(
              "quarkus.http.proxy.proxy-address-forwarding",
              "Quarkus believes the client's own claim of its address and host",
              "Set leadignite.trusted-proxies instead"));
    }
    if (!text("quarkus.log.console.filter").equals("redaction")) {
      found.add(
          new UnsafeSetting(
              "quarkus.log.console.filter",
              "tokens and personal data would reach the log",
              "Set it to redaction"));
    }
    password(found, "quarkus.datasource.password");
    redis(found);
    cors(found);
    return found;
  }

  private void proxies(List<UnsafeSetting> found) {
    String proxies = text("leadignite.trusted-proxies");
    if (proxies.isEmpty()) {
      found.add(
          new UnsafeSetting(
              "leadignite.trusted-proxies",
              "all clients share the ingress's address, so one of them can use up everyone's limit",
              "List the address ranges of the ingress, or 127.0.0.1 where there is none"));
    }
    if (proxies.contains("/0")) {
      found.add(
          new UnsafeSetting(
              "leadignite.trusted-proxies",
              "every client could claim any address",
              "List only the address ranges of the ingress"));
    }
  }

  private void cors(List<UnsafeSetting> found) {
    if (text("leadignite.cors.origins").contains("http://")) {
      found.add(
          new UnsafeSetting(
              "leadignite.cors.origins",
              "whoever sits on the network could call as a page of that origin",
              "List https origins only"));
    }
  }

  private void redis(List<UnsafeSetting> found) {
    boolean inAddress = text("quarkus.redis.hosts").contains("@");
    if (!inAddress) {
      password(found, "quarkus.redis.password");
    }
  }

  private void password(List<UnsafeSetting> found, String property) {
    if (text(property).length() < SHORTEST_PASSWORD) {
      found.add(
          new UnsafeSetting(
              property,
              "it is missing or can be guessed",
              "Set at least " + SHORTEST_PASSWORD + " random characters"));
    }
  }

  private boolean is(String property) {
    return config.getOptionalValue(property, Boolean.class).orElse(false);
  }

  private String text(String property) {
    return config.getOptionalValue(property, String.class).orElse("");
  }
}
