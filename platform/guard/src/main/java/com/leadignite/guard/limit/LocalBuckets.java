package com.leadignite.guard.limit;

import com.leadignite.guard.cache.BoundedCache;

/**
 * Token buckets in this process, for as long as Redis is unavailable. Bounded: the least used are
 * evicted when there are too many, which gives an evicted caller a full bucket.
 */
final class LocalBuckets {

  private final BoundedCache<Bucket> buckets = new BoundedCache<>(10_000);

  /** Takes one; answers as {@link SlidingWindow} does. */
  long take(Quota quota, String key, long nowMillis) {
    return buckets
        .get(quota.limit().wireName() + ':' + key, k -> new Bucket(quota.permits(), nowMillis))
        .take(quota, nowMillis);
  }

  private static final class Bucket {

    private double tokens;
    private long filledAt;

    Bucket(int permits, long nowMillis) {
      tokens = permits;
      filledAt = nowMillis;
    }

    synchronized long take(Quota quota, long nowMillis) {
      double perMilli = (double) quota.permits() / quota.window().toMillis();
      double elapsed = Math.max(0, nowMillis - filledAt);
      tokens = Math.min(quota.permits(), tokens + elapsed * perMilli);
      filledAt = nowMillis;
      if (tokens < 1) {
        return -1 - Math.max(1, (long) Math.ceil((1 - tokens) / perMilli));
      }
      tokens -= 1;
      return (long) tokens;
    }
  }
}
