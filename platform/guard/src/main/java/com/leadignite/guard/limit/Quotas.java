package com.leadignite.guard.limit;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures in force for every limit. */
@Singleton
final class Quotas {

  private final Map<Limit, Quota> quotas = new EnumMap<>(Limit.class);

  Quotas(LimitConfig config) {
    Set<String> known =
        Arrays.stream(Limit.values()).map(Limit::wireName).collect(Collectors.toSet());
    config.limits().keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "leadignite.limits.\"" + name + "\" names no limit; there are " + known);
        });
    for (Limit limit : Limit.values()) {
      LimitConfig.Figures figures = config.limits().get(limit.wireName());
      quotas.put(
          limit,
          figures == null
              ? new Quota(limit, limit.permits(), limit.window())
              : new Quota(
                  limit,
                  figures.permits().orElse(limit.permits()),
                  figures.window().orElse(limit.window())));
    }
  }

  Quota of(Limit limit) {
    Quota quota = quotas.get(limit);
    if (quota == null) {
      throw new IllegalStateException("a limit without figures: " + limit);
    }
    return quota;
  }
}
