package com.leadignite.guard.startup;

import com.leadignite.guard.edge.Cidr;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** The settings of the guard and the framework that production depends on. */
@Singleton
final class PlatformSafety implements SafetyCheck {

  private static final int SHORTEST_PASSWORD = 16;

  /**
   * By its name: the package of the enum depends on that of limits, which has a check of its own.
   */
  private static final String TWO_FACTORS = "TWO_FACTORS";

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
    if (!text("quarkus.datasource.owner.jdbc.url").isEmpty()) {
      password(found, "quarkus.datasource.owner.password");
    }
    redis(found);
    cors(found);
    administration(found);
    tokens(found);
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
    if (coverage("leadignite.trusted-proxies") > Cidr.WIDEST) {
      found.add(
          new UnsafeSetting(
              "leadignite.trusted-proxies",
              "the ranges hold more than proxies, whose clients could claim any address",
              "List only the address ranges of the ingress"));
    }
    if (coverage("leadignite.allow-list.addresses") > Cidr.WIDEST) {
      found.add(
          new UnsafeSetting(
              "leadignite.allow-list.addresses",
              "the ranges hold strangers, who could call admin routes",
              "List only the ranges of those who administer, or none at all"));
    }
  }

  private double coverage(String property) {
    return Cidr.coverage(config.getOptionalValues(property, Cidr.class).orElse(List.of()));
  }

  private void administration(List<UnsafeSetting> found) {
    String assurance = text("leadignite.admin.assurance");
    if (!assurance.isEmpty() && !assurance.replace('-', '_').equalsIgnoreCase(TWO_FACTORS)) {
      found.add(
          new UnsafeSetting(
              "leadignite.admin.assurance",
              "a stolen password alone would be enough to administer",
              "Leave it " + TWO_FACTORS));
    }
    String old = "an old sign-in would count as a fresh one";
    atMost(found, "leadignite.admin.fresh-within", Duration.ofHours(12), old);
    atMost(found, "leadignite.access.fresh-within", Duration.ofMinutes(15), old);
    atMost(
        found,
        "leadignite.allow-list.reload-every",
        Duration.ofMinutes(5),
        "an address that was taken off the list could be used for long");
  }

  private void tokens(List<UnsafeSetting> found) {
    atMost(
        found,
        "leadignite.token.max-life",
        Duration.ofMinutes(30),
        "a stolen token could be used for long, also after its revocation is forgotten");
    atMost(
        found,
        "leadignite.token.skew",
        Duration.ofMinutes(1),
        "tokens would be accepted long after they expired");
    atMost(
        found,
        "leadignite.token.refresh-keys",
        Duration.ofMinutes(15),
        "tokens under a key that its issuer withdrew would be accepted for long");
  }

  private void atMost(List<UnsafeSetting> found, String property, Duration most, String danger) {
    config
        .getOptionalValue(property, Duration.class)
        .filter(set -> set.compareTo(most) > 0)
        .ifPresent(set -> found.add(new UnsafeSetting(property, danger, "Set at most " + most)));
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
    List<String> hosts =
        config.getOptionalValues("quarkus.redis.hosts", String.class).orElse(List.of());
    boolean inEachAddress =
        !hosts.isEmpty()
            && hosts.stream().allMatch(host -> passwordIn(host).length() >= SHORTEST_PASSWORD);
    if (!inEachAddress) {
      password(found, "quarkus.redis.password");
    }
  }

  /** The password of {@code redis://user:password@host}; a name alone is none. */
  private static String passwordIn(String address) {
    int start = address.indexOf("://") + 3;
    int end = address.lastIndexOf('@');
    int colon = address.indexOf(':', start);
    return colon < 0 || colon >= end ? "" : address.substring(colon + 1, end);
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
