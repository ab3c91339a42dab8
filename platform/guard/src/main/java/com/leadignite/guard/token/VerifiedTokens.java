package com.leadignite.guard.token;

import com.leadignite.guard.memory.Recent;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature was found good, by the whole token. Only good tokens get in, so that
 * nobody without one can push others out.
 */
@Singleton
final class VerifiedTokens {

  private final Recent<VerifiedToken> tokens;

  VerifiedTokens(TokenConfig config) {
    this.tokens = new Recent<>(config.remembered());
  }

  @Nullable VerifiedToken get(String token) {
    return tokens.get(token);
  }

  void put(String token, VerifiedToken verified) {
    tokens.put(token, verified);
  }

  /** An issuer's keys changed: what a key signed that is gone has to be refused. */
  void forgetAll() {
    tokens.clear();
  }

  int size() {
    return tokens.size();
  }
}
