package com.leadignite.auth.integration;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long what a provider answered is valid, and when it is renewed. */
@Singleton
final class GrantTerms {

  private final IntegrationConfig config;
  private final Clock clock;

  GrantTerms(IntegrationConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * The terms of an answer.
   *
   * @param previous the refresh token that was shown; it stays valid if the answer has no other
   */
  Grant of(ProviderAnswer answer, @Nullable String previous) {
    String refreshToken = answer.refreshToken() == null ? previous : answer.refreshToken();
    Duration life = life(answer, refreshToken);
    Instant now = clock.instant();
    return new Grant(
        new Credentials.Tokens(answer.accessToken(), refreshToken),
        answer.scopes(),
        answer.account(),
        life == null ? null : now.plus(life),
        life == null ? null : now.plus(life).minus(ahead(life, refreshToken)));
  }

  private @Nullable Duration life(ProviderAnswer answer, @Nullable String refreshToken) {
    return answer.life() == null && refreshToken != null ? config.assumedLife() : answer.life();
  }

  /** Without a refresh token the end itself is due: then an admin has to connect it again. */
  private Duration ahead(Duration life, @Nullable String refreshToken) {
    if (refreshToken == null) {
      return Duration.ZERO;
    }
    Duration half = life.dividedBy(2);
    return half.compareTo(config.refreshAhead()) < 0 ? half : config.refreshAhead();
  }
}
