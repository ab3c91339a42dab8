package com.leadignite.auth.device;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link DeviceName}s of one list, whose sessions are mostly of the same few devices. */
public final class DeviceNames {

  private final Map<String, Optional<String>> known = new HashMap<>();

  /** The name; null if the user agent is no browser's. */
  public @Nullable String of(@Nullable String userAgent) {
    return userAgent == null
        ? null
        : known
            .computeIfAbsent(userAgent, agent -> Optional.ofNullable(DeviceName.of(agent)))
            .orElse(null);
  }
}
