package com.leadignite.guard.apikey;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.token.CredentialVerifier;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.VerifiedToken;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies API keys: the form and the checksum here, everything else by auth-service, whose answers
 * are cached for a short time. A key in use costs one hash and one look-up. Revocation is checked
 * by whoever asks, as of tokens: what was revoked after auth-service answered makes the answer
 * outdated ({@link #renew}).
 *
 * <p>Valid and invalid keys are cached apart, by their digest: strangers cannot push valid ones
 * out. The first time that this process sees a key takes a permit of the client's address, so that
 * made-up keys have a price before auth-service is asked.
 */
@Singleton
public final class ApiKeyVerifier implements CredentialVerifier {

  private final ApiKeySource source;
  private final ApiKeyConfig config;
  private final Function<String, Future<Permit>> firstLookUp;
  private final Clock clock;
  private final BoundedCache<RememberedKey> valid;
  private final BoundedCache<Long> invalidUntil;

  @Inject
  ApiKeyVerifier(ApiKeySource source, ApiKeyConfig config, RateLimiter limiter, Clock clock) {
    this(source, config, network -> limiter.ask(Limit.API_KEY_LOOK_UP, network), clock);
  }

  ApiKeyVerifier(
      ApiKeySource source,
      ApiKeyConfig config,
      Function<String, Future<Permit>> firstLookUp,
      Clock clock) {
    this.source = source;
    this.config = config;
    this.firstLookUp = firstLookUp;
    this.clock = clock;
    this.valid = new BoundedCache<>(config.remembered());
    this.invalidUntil = new BoundedCache<>(config.remembered());
  }

  /**
   * What a key permits. Fails with {@link InvalidToken}, with the 429 of the address, or with a 503
   * if auth-service does not answer. Whether the key may be used from that address is for the
   * caller to ask: {@link VerifiedToken#mayComeFrom}.
   */
  @Override
  public Future<VerifiedToken> verify(String key, ClientAddress from) {
    String digest = Sha256.hex(key);
    RememberedKey known = valid.get(digest);
    long now = clock.millis();
    if (known != null) {
      return known.isFresh(now) && known.isReported(from)
          ? Future.succeededFuture(known.token())
          : ask(digest, from).recover(e -> withoutAnswer(known, e));
    }
    if (!ApiKey.isWellFormed(config.environment(), key)) {
      return Future.failedFuture(new InvalidToken("not an API key of this environment"));
    }
    Long refusedUntil = invalidUntil.get(digest);
    if (refusedUntil != null && now < refusedUntil) {
      return Future.failedFuture(invalid());
    }
    return firstLookUp
        .apply(from.network())
        .compose(permit ->
            permit.allowed()
                ? ask(digest, from).recover(e -> withoutAnswer(null, e))
                : Future.failedFuture(permit.problem()));
  }

  @Override
  public Future<VerifiedToken> renew(String key, ClientAddress from, VerifiedToken outdated) {
    String digest = Sha256.hex(key);
    RememberedKey known = valid.get(digest);
    // Of many requests that find the answer outdated, one renews it.
    return known != null && !known.token().equals(outdated)
        ? Future.succeededFuture(known.token())
        : ask(digest, from).recover(e -> withoutAnswer(null, e));
  }

  private Future<VerifiedToken> ask(String digest, ClientAddress from) {
    return Future.fromCompletionStage(source.find(digest, from).subscribeAsCompletionStage())
        .compose(found -> remember(digest, found, from));
  }

  private Future<VerifiedToken> remember(
      String digest, Optional<ApiKeyGrant> found, ClientAddress from) {
    if (found.isEmpty()) {
      valid.remove(digest);
      invalidUntil.put(digest, clock.millis() + config.cached().toMillis());
      return Future.failedFuture(invalid());
    }
    RememberedKey fresh = RememberedKey.of(found.get(), config, clock.instant(), from);
    RememberedKey before = valid.get(digest);
    if (before != null && before.isFresh(clock.millis())) {
      fresh.reported().addAll(before.reported());
    }
    valid.put(digest, fresh);
    return Future.succeededFuture(fresh.token());
  }

  private Future<VerifiedToken> withoutAnswer(@Nullable RememberedKey known, Throwable e) {
    if (e instanceof InvalidToken) {
      return Future.failedFuture(e);
    }
    return known != null && known.isUsable(clock.millis())
        ? Future.succeededFuture(known.token())
        : Future.failedFuture(RateLimiter.unavailable(e));
  }

  private static InvalidToken invalid() {
    return new InvalidToken("an API key that is unknown, expired or revoked");
  }
}
