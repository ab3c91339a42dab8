package com.leadignite.guard.token;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One issuer and the keys it has now. Asked again every few minutes, and for an unknown id at most
 * once per pause, however many tokens name one; concurrent requests share one answer. A failure
 * leaves the keys as they were.
 */
final class IssuerKeys {

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

  private static final long FIRST_PAUSE_NANOS = 500_000_000;

  private final String name;
  private final TokenConfig.Issuer issuer;
  private final @Nullable Supplier<Future<String>> source;
  private final long pauseNanos;
  private final Runnable onRemoval;
  private volatile @Nullable Map<String, VerificationKey> keys;
  private @Nullable Future<Void> asking;
  private long askedAt;
  private boolean asked;

  /** An issuer whose keys never change. */
  IssuerKeys(String name, TokenConfig.Issuer issuer, Map<String, VerificationKey> pinned) {
    this.name = name;
    this.issuer = issuer;
    this.source = null;
    this.pauseNanos = 0;
    this.onRemoval = () -> {};
    this.keys = pinned;
  }

  /** An issuer whose keys are fetched; {@code onRemoval} runs when one of them is gone. */
  IssuerKeys(
      String name,
      TokenConfig.Issuer issuer,
      Supplier<Future<String>> source,
      long pauseNanos,
      Runnable onRemoval) {
    this.name = name;
    this.issuer = issuer;
    this.source = source;
    this.pauseNanos = pauseNanos;
    this.onRemoval = onRemoval;
  }

  TokenConfig.Issuer issuer() {
    return issuer;
  }

  String name() {
    return name;
  }

  @Nullable VerificationKey known(String id) {
    Map<String, VerificationKey> now = keys;
    return now == null ? null : now.get(id);
  }

  /** Whether keys were ever fetched: without them no token can be verified. */
  boolean isReady() {
    return keys != null;
  }

  /** Fetches the keys unless that was done within the pause; never fails. */
  Future<Void> refreshUnlessRecent() {
    return refresh(false);
  }

  /** Fetches the keys, regardless of the last time; never fails. */
  Future<Void> refresh() {
    return refresh(true);
  }

  private Future<Void> refresh(boolean now) {
    Supplier<Future<String>> from = source;
    if (from == null) {
      return Future.succeededFuture();
    }
    Promise<Void> done;
    synchronized (this) {
      if (asking != null) {
        return asking;
      }
      if (!now && asked && System.nanoTime() - askedAt < pause()) {
        return Future.succeededFuture();
      }
      asked = true;
      askedAt = System.nanoTime();
      done = Promise.promise();
      asking = done.future();
    }
    ask(from, done);
    return done.future();
  }

  /** Without any keys nothing works: an issuer that is still starting is asked sooner. */
  private long pause() {
    return keys == null ? Math.min(pauseNanos, FIRST_PAUSE_NANOS) : pauseNanos;
  }

  private void ask(Supplier<Future<String>> from, Promise<Void> done) {
    Future.<Void>succeededFuture()
        .compose(ignored -> from.get())
        .map(VerificationKeys::parse)
        .onSuccess(this::replace)
        .onFailure(e -> LOG.warnf("keys of issuer %s were not refreshed: %s", name, e))
        .onComplete(ignored -> {
          synchronized (this) {
            asking = null;
          }
          done.complete();
        });
  }

  private void replace(Map<String, VerificationKey> fresh) {
    Map<String, VerificationKey> before = keys;
    keys = fresh;
    if (before != null && !fresh.equals(before)) {
      LOG.infof("issuer %s has keys %s now", name, fresh.keySet());
      onRemoval.run();
    }
  }
}
