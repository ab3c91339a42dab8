package com.leadignite.guard.token;

import java.time.Duration;
import java.util.Map;

/** Which issuers are trusted; nothing is remembered. */
record TestingTokenConfig(Map<String, TokenConfig.Issuer> issuers) implements TokenConfig {

  @Override
  public Duration skew() {
    return Duration.ZERO;
  }

  @Override
  public Duration maxLife() {
    return Duration.ZERO;
  }

  @Override
  public Duration refreshKeys() {
    return Duration.ZERO;
  }

  @Override
  public Duration unknownKeyPause() {
    return Duration.ZERO;
  }

  @Override
  public int remembered() {
    return 1;
  }
}
