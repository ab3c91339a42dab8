package com.leadignite.guard.token;

import com.leadignite.guard.cache.BoundedCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Tokens whose signature was verified, by the whole token. Only valid tokens get in, so that nobody
 * without one can push others out.
 */
@Singleton
final class VerifiedTokens {

  private final int most;
  private volatile BoundedCache<VerifiedToken> tokens;

  @Inject
  VerifiedTokens(TokenConfig config) {
    this(config.remembered());
  }

  VerifiedTokens(int most) {
    this.most = most;
    this.tokens = new BoundedCache<>(most);
  }

  /**
   * The tokens that are remembered now. To be asked for before the key is looked up: what is put
   * here after {@link #forgetAll} is found by nobody, since the key may be gone that verified it.
   */
  BoundedCache<VerifiedToken> remembered() {
    return tokens;
  }

  /** An issuer's keys changed: what a key signed that is gone has to be refused. */
  void forgetAll() {
    tokens = new BoundedCache<>(most);
  }
}
