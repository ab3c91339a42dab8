package com.leadignite.auth.social;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps providers that are called in the clear out of production. */
@Singleton
final class SocialSafety implements SafetyCheck {

  private final SocialProviders providers;

  SocialSafety(SocialProviders providers) {
    this.providers = providers;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return providers.names().stream()
        .flatMap(name -> providers.find(name).stream())
        .filter(SocialSafety::isInTheClear)
        .map(provider ->
            new UnsafeSetting(
                "leadignite.auth.providers.\"" + provider.name() + "\"",
                "codes and the client secret would travel in the clear",
                "Set https addresses"))
        .toList();
  }

  private static boolean isInTheClear(SocialProvider provider) {
    return !provider.issuer().startsWith("https:")
        || provider
            .endpoints()
            .filter(known ->
                !"https".equals(known.token().getScheme())
                    || !"https".equals(known.authorization().getScheme())
                    || known.userInfo().filter(uri -> !"https".equals(uri.getScheme())).isPresent())
            .isPresent();
  }
}
