package com.leadignite.guard.token;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts the subjects of other issuers are, as auth-service answers; its answers are cached
 * for a short time. Nothing that a token claims of role, organization or scopes is read: the
 * database decides.
 *
 * <p>Everybody has a valid token of an issuer that gives one to everybody. So unknown subjects are
 * cached apart from accounts, and the first look-up of a subject takes a permit of the client's
 * address.
 */
@Singleton
final class FederatedAccounts {

  private final AccountSource source;
  private final AccountConfig config;
  private final Function<String, Future<Permit>> firstLookUp;
  private final Clock clock;
  private final BoundedCache<Known> known;
  private final BoundedCache<Long> unknownUntil;

  /** The last answer about an account, and until when it is used: always, and without another. */
  private record Known(AccountGrant account, long freshUntilMillis, long usableUntilMillis) {}

  @Inject
  FederatedAccounts(AccountSource source, AccountConfig config, RateLimiter limiter, Clock clock) {
    this(source, config, network -> limiter.ask(Limit.ACCOUNT_LOOK_UP, network), clock);
  }

  FederatedAccounts(
      AccountSource source,
      AccountConfig config,
      Function<String, Future<Permit>> firstLookUp,
      Clock clock) {
    this.source = source;
    this.config = config;
    this.firstLookUp = firstLookUp;
    this.clock = clock;
    this.known = new BoundedCache<>(config.remembered());
    this.unknownUntil = new BoundedCache<>(config.remembered());
  }

  /**
   * The account of a subject. Fails with {@link InvalidToken} if there is none that may do
   * anything, with the 429 of the address, or with a 503 if auth-service does not answer.
   */
  Future<VerifiedToken> find(FederatedSubject subject, ClientAddress from) {
    String key = subject.identity().key();
    Known last = known.get(key);
    if (last != null) {
      return clock.millis() < last.freshUntilMillis()
          ? Future.succeededFuture(subject.as(last.account()))
          : ask(key, subject, last);
    }
    Long unknown = unknownUntil.get(key);
    if (unknown != null && clock.millis() < unknown) {
      return Future.failedFuture(nobody());
    }
    return firstLookUp
        .apply(from.network())
        .compose(permit ->
            permit.allowed() ? ask(key, subject, null) : Future.failedFuture(permit.problem()));
  }

  /** As {@link #find}, by an answer that is newer than one that turned out to be outdated. */
  Future<VerifiedToken> renew(FederatedSubject subject, VerifiedToken outdated) {
    if (outdated.issuedAtMillis().equals(Long.toString(subject.issuedAt().toEpochMilli()))) {
      // The token itself is older than what was revoked: no answer about the account helps.
      return Future.failedFuture(new InvalidToken("revoked"));
    }
    String key = subject.identity().key();
    Known last = known.get(key);
    // Of many requests that find the answer outdated, one renews it.
    if (last != null && !subject.as(last.account()).equals(outdated)) {
      return Future.succeededFuture(subject.as(last.account()));
    }
    return ask(key, subject, last);
  }

  private Future<VerifiedToken> ask(String key, FederatedSubject subject, @Nullable Known last) {
    return Future.fromCompletionStage(source.find(subject.identity()).subscribeAsCompletionStage())
        .compose(found -> remember(key, subject, found), e -> withoutAnswer(subject, last, e));
  }

  private Future<VerifiedToken> remember(
      String key, FederatedSubject subject, Optional<AccountGrant> found) {
    long now = clock.millis();
    if (found.isEmpty()) {
      known.remove(key);
      unknownUntil.put(key, now + config.cached().toMillis());
      return Future.failedFuture(nobody());
    }
    known.put(
        key,
        new Known(
            found.get(),
            now + config.cached().toMillis(),
            now + config.cachedWhileUnavailable().toMillis()));
    return Future.succeededFuture(subject.as(found.get()));
  }

  private Future<VerifiedToken> withoutAnswer(
      FederatedSubject subject, @Nullable Known last, Throwable e) {
    return last != null && clock.millis() < last.usableUntilMillis()
        ? Future.succeededFuture(subject.as(last.account()))
        : Future.failedFuture(RateLimiter.unavailable(e));
  }

  private static InvalidToken nobody() {
    return new InvalidToken("a subject of another issuer that is no account's, or a suspended one");
  }
}
