package com.leadignite.auth.hook;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Keeps hooks that are called in the clear out of production. */
@Singleton
final class HookSafety implements SafetyCheck {

  private final HookConfig config;

  HookSafety(HookConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Arrays.stream(Hook.values())
        .filter(hook -> hook.of(config).enabled())
        .filter(hook -> !"https".equals(hook.of(config).uri().map(URI::getScheme).orElse("")))
        .map(hook ->
            new UnsafeSetting(
                hook.property() + ".uri",
                "codes, and who people are, would travel in the clear",
                "Set an https address"))
        .toList();
  }
}
