package com.leadignite.guard.limit;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.vertx.Contexts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The limit of every request's address, before anything else costs something. Asking Redis for each
 * request would be a second round trip per request; instead a process takes permits in advance, one
 * from a new address and up to a fiftieth of the limit from one that keeps using them up, each lot
 * good for a tenth of the window. Never more than the permits pass in any window, over all
 * replicas; what a replica took and did not use is lost to the address until it falls out of the
 * window. A refusal is cached for as long as it applies: a flood costs Redis nothing.
 */
@Singleton
final class AddressLimit {

  private static final RedisScript LEASE = RedisScript.of(SlidingWindow.LEASE);

  private final BoundedCache<AddressLease> leases = new BoundedCache<>(20_000);
  private final RedisScripts scripts;
  private final RateLimiter limiter;
  private final Quota quota;
  private final Clock clock;
  private final Vertx vertx;
  private final String service;

  AddressLimit(
      RedisScripts scripts,
      RateLimiter limiter,
      Quotas quotas,
      Clock clock,
      Vertx vertx,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.scripts = scripts;
    this.limiter = limiter;
    this.quota = quotas.of(Limit.ADDRESS);
    this.clock = clock;
    this.vertx = vertx;
    this.service = service;
  }

  /** Takes a permit for the address; completes at once if one is held. */
  Future<Permit> take(String network) {
    return take(network, leases.get(network, k -> new AddressLease()));
  }

  private Future<Permit> take(String network, AddressLease lease) {
    long now = clock.millis();
    if (lease.take(now)) {
      return Future.succeededFuture(SlidingWindow.permit(quota, 0));
    }
    long refusedFor = lease.refusedFor(now);
    if (refusedFor > 0) {
      return Future.succeededFuture(SlidingWindow.permit(quota, -1 - refusedFor));
    }
    lease.joinQueue();
    Promise<Void> asked = Contexts.promise(vertx);
    ask(network, lease).onComplete(asked);
    return asked
        .future()
        .compose(done -> take(network, lease))
        .recover(e -> limiter.withoutRedis(Limit.ADDRESS, network, e));
  }

  /** Asks Redis, once for all waiting requests. */
  private Future<Void> ask(String network, AddressLease lease) {
    Promise<Void> done;
    synchronized (lease) {
      if (lease.asking != null) {
        return lease.asking;
      }
      done = Promise.promise();
      lease.asking = done.future();
    }
    long now = clock.millis();
    List<String> arguments = new ArrayList<>(SlidingWindow.leaseArguments(quota, now));
    arguments.add(Long.toString(lease.next(now, Math.max(1, quota.permits() / 50))));
    scripts
        .run(LEASE, List.of(key(network)), arguments)
        .onSuccess(answer -> hold(lease, answer.toLong(), now))
        .<Void>mapEmpty()
        .onComplete(result -> {
          synchronized (lease) {
            lease.asking = null;
          }
          done.handle(result);
        });
    return done.future();
  }

  /** Per service: who reads leads all day must still be able to refresh a session. */
  private String key(String network) {
    return "lim:" + Limit.ADDRESS.wireName() + ":" + service + ":{" + network + "}";
  }

  private void hold(AddressLease lease, long answer, long now) {
    if (answer > 0) {
      lease.grant(answer, now + quota.partMillis());
    } else {
      lease.refuse(now - 1 - answer);
    }
  }
}
