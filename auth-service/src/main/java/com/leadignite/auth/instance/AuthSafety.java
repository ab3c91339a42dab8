package com.leadignite.auth.instance;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The settings of this service that must not reach production. */
@Singleton
final class AuthSafety implements SafetyCheck {

  /** Of 32 random bytes fewer are different once in 10^15 keys. */
  private static final int FEWEST_DIFFERENT_BYTES = 16;

  private final AuthConfig config;

  AuthSafety(AuthConfig config) {
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
    if (config.mail().autoconfirm()) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.mail.autoconfirm",
              "anybody could take an account in another person's address",
              "Set it to false"));
    }
    if (isGuessable(config.keyEncryptionKey().get())) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.key-encryption-key",
              "it is text or a pattern, such as the published key of the tests, and can be guessed",
              "Make one with: openssl rand -base64 32"));
    }
    times(found);
    return found;
  }

  private void times(List<UnsafeSetting> found) {
    within(
        found,
        "leadignite.auth.access-token-life",
        config.accessTokenLife(),
        Duration.ofMinutes(1),
        Duration.ofMinutes(30),
        "a stolen token is good for as long, and a role that was taken away is in it");
    within(
        found,
        "leadignite.auth.session.max-life",
        config.session().maxLife(),
        Duration.ofMinutes(30),
        Duration.ofDays(90),
        "a stolen session could be used for months");
    within(
        found,
        "leadignite.auth.session.idle",
        config.session().idle(),
        Duration.ofMinutes(30),
        Duration.ofDays(30),
        "a session that was forgotten somewhere could be taken up");
    within(
        found,
        "leadignite.auth.invitation-life",
        config.invitationLife(),
        Duration.ofMinutes(5),
        Duration.ofDays(30),
        "invitations that were forgotten in a mailbox would let people in");
    within(
        found,
        "leadignite.auth.republish-every",
        config.republishEvery(),
        Duration.ofMillis(100),
        Duration.ofMinutes(1),
        "tokens that were taken back would go on after Redis was away");
    within(
        found,
        "leadignite.auth.keys.rotate-after",
        config.keys().rotateAfter(),
        Duration.ofDays(1),
        Duration.ofDays(400),
        "a signing key that leaked would be good for years, or keys would pile up");
    within(
        found,
        "leadignite.auth.keys.publish-ahead",
        config.keys().publishAhead(),
        Duration.ofMinutes(1),
        Duration.ofHours(12),
        "verifiers would not have a key in time, or keep one for too long");
  }

  private static void within(
      List<UnsafeSetting> found,
      String property,
      Duration value,
      Duration least,
      Duration most,
      String danger) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      found.add(new UnsafeSetting(property, danger, "Set " + least + " to " + most));
    }
  }

  /** Whether nobody would take it for random. What is no base64 at all is refused elsewhere. */
  private static boolean isGuessable(String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      boolean text = true;
      boolean[] seen = new boolean[256];
      int different = 0;
      for (byte each : key) {
        text &= each >= ' ' && each <= '~';
        different += seen[each & 0xff] ? 0 : 1;
        seen[each & 0xff] = true;
      }
      return text || different < FEWEST_DIFFERENT_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
