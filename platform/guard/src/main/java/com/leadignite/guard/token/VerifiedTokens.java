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
  private volatile BoundedCache<FederatedSubject> federated;

  @Inject
  VerifiedTokens(TokenConfig config) {
    this(config.remembered());
  }

  VerifiedTokens(int most) {
    this.most = most;
    this.tokens = new BoundedCache<>(most);
    this.federated = new BoundedCache<>(most);
  }

  /**
   * The tokens that are cached now. To be read before the key is looked up: what is put here after
   * {@link #forgetAll} is never found, since the key that verified it may be gone.
   */
  BoundedCache<VerifiedToken> remembered() {
    return tokens;
  }

  /** As {@link #remembered}, of the tokens of other issuers. */
  BoundedCache<FederatedSubject> federated() {
    return federated;
  }

  /** An issuer's keys changed: tokens of removed keys have to be refused. */
  void forgetAll() {
    tokens = new BoundedCache<>(most);
    federated = new BoundedCache<>(most);
  }
}
