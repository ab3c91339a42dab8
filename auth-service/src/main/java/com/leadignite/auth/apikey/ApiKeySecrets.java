package com.leadignite.auth.apikey;

import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.guard.access.FreshSignIn;
import com.leadignite.guard.apikey.ApiKeyConfig;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a new secret of a key requires, and how long it can be valid. */
@Singleton
final class ApiKeySecrets {

  private final ApiKeyConfig config;
  private final ApiKeySettings settings;
  private final FreshSignIn freshSignIn;
  private final SecureRandom random;
  private final Clock clock;

  ApiKeySecrets(
      ApiKeyConfig config,
      ApiKeySettings settings,
      FreshSignIn freshSignIn,
      SecureRandom random,
      Clock clock) {
    this.config = config;
    this.settings = settings;
    this.freshSignIn = freshSignIn;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Checks that an admin is as surely themselves as admin routes require: their keys reach those
   * without showing anything further.
   */
  void requireSure(Caller.Person caller) {
    if (DelegationPolicy.isAdmin(caller.role())) {
      freshSignIn.requireAsAdmin(caller);
    }
  }

  /**
   * A new secret; fails with validation-failed if it would be valid for too long, or not at all.
   */
  NewSecret next(@Nullable Instant expiresAt) {
    Instant now = clock.instant();
    Instant until = expiresAt == null ? now.plus(settings.life()) : expiresAt;
    if (!until.isAfter(now) || until.isAfter(now.plus(settings.maxLife()))) {
      throw Violations.of(
          "expires_at", "must be within " + settings.maxLife().toDays() + " days from now");
    }
    return NewSecret.make(config.environment(), random, now, until);
  }
}
