package com.leadignite.guard.limit;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps limits that stop nobody out of production. */
@Singleton
final class LimitSafety implements SafetyCheck {

  /** How many times as often as by default. */
  private static final int MOST = 10;

  /** How much of these a deployment has to bear depends on its customers. */
  private static final Set<Limit> VOLUME =
      EnumSet.of(
          Limit.READ,
          Limit.WRITE,
          Limit.SERVICE,
          Limit.PUBLIC_READ,
          Limit.WEBHOOK_ADDRESS,
          Limit.WEBHOOK_SOURCE);

  private final Quotas quotas;

  LimitSafety(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return Arrays.stream(Limit.values()).flatMap(this::finding).toList();
  }

  private Stream<UnsafeSetting> finding(Limit limit) {
    Quota quota = quotas.of(limit);
    // Passwords can be guessed, the others cannot: ten a minute is the figure for them.
    long most = (long) limit.permits() * (limit == Limit.PASSWORD ? 1 : MOST);
    return VOLUME.contains(limit)
            || quota.permits() * limit.window().toMillis() <= most * quota.window().toMillis()
        ? Stream.empty()
        : Stream.of(
            new UnsafeSetting(
                "leadignite.limits.\"" + limit.wireName() + "\"",
                "it would stop neither guessing nor one stranger's flood",
                "Set at most " + most + " permits in " + limit.window()));
  }
}
