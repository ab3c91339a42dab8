package com.leadignite.webhook.delivery;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Keeps replicas from telling an endpoint twice at once. */
@Singleton
final class DeliverySafety implements SafetyCheck {

  private final DeliveryConfig config;

  DeliverySafety(DeliveryConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return UnsafeSetting.outside(
            "leadignite.webhook.delivery.lease",
            config.lease(),
            config.timeout().multipliedBy(2),
            Duration.ofHours(1),
            "another replica could make an attempt that is under way, or none for long")
        .stream()
        .toList();
  }
}
