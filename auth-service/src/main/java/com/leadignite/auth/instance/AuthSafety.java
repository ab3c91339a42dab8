package com.leadignite.auth.instance;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The settings of this service that must not reach production. */
@Singleton
final class AuthSafety implements SafetyCheck {

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
    if (isFromTheSourceTree(config.keyEncryptionKey().get())) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.key-encryption-key",
              "the key of development and tests is known to everybody",
              "Make one with: openssl rand -base64 32"));
    }
    return found;
  }

  /** The keys in application.properties decode to a sentence that ends in dots. */
  private static boolean isFromTheSourceTree(String key) {
    return key.endsWith("Li4=") || key.endsWith("Li4uLi4=");
  }
}
