package com.leadignite.auth.oauth;

import com.leadignite.guard.token.ClientKeySet;
import com.leadignite.guard.token.InvalidToken;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys at one client's {@code jwks_uri}. Anybody can name a client and a key, so the address is
 * asked by one request at a time, whose answer all others share, and not again within a pause,
 * whether it failed, answered nonsense, or had no key of that id.
 */
final class RemoteClientKeys {

  /** Between two requests for what the last one did not bring. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private final Supplier<Future<String>> source;
  private final Duration kept;
  private final Clock clock;
  private @Nullable ClientKeySet keys;
  private Instant fetchedAt = Instant.MIN;
  private Instant askedAt = Instant.MIN;
  private @Nullable Future<ClientKeySet> asking;

  /**
   * Keys that were not fetched yet.
   *
   * @param source fetches them
   * @param kept how long an answer is used
   */
  RemoteClientKeys(Supplier<Future<String>> source, Duration kept, Clock clock) {
    this.source = source;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * The keys, fetched if they are too old or do not have the one that is looked for.
   *
   * @return fails with {@link InvalidToken} if there are none
   */
  Future<ClientKeySet> find(@Nullable String keyId) {
    Promise<ClientKeySet> answer;
    synchronized (this) {
      Instant now = clock.instant();
      ClientKeySet known = keys != null && isYounger(fetchedAt, kept, now) ? keys : null;
      if (known != null && known.has(keyId)) {
        return Future.succeededFuture(known);
      }
      if (asking != null) {
        return asking;
      }
      if (isYounger(askedAt, PAUSE, now)) {
        return known == null
            ? Future.failedFuture(new InvalidToken("the address of its keys did not answer"))
            : Future.succeededFuture(known);
      }
      askedAt = now;
      answer = Promise.promise();
      asking = answer.future();
    }
    ask(answer);
    return answer.future();
  }

  private void ask(Promise<ClientKeySet> answer) {
    Future.<Void>succeededFuture()
        .compose(ignored -> source.get())
        .map(ClientKeySet::parse)
        .recover(e ->
            Future.failedFuture(
                e instanceof InvalidToken
                    ? e
                    : new InvalidToken("the address of its keys does not answer")))
        .onComplete(result -> {
          keep(result.succeeded() ? result.result() : null);
          answer.handle(result);
        });
  }

  private synchronized void keep(@Nullable ClientKeySet fetched) {
    asking = null;
    if (fetched != null) {
      keys = fetched;
      fetchedAt = clock.instant();
    }
  }

  private static boolean isYounger(Instant at, Duration age, Instant now) {
    return at.isAfter(now.minus(age));
  }
}
