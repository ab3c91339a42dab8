package com.leadignite.guard.limit;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What this process holds for one address: permits taken in advance, or a refusal. */
final class AddressLease {

  private long left;
  private long size;
  private long goodUntil;
  private long refusedUntil;
  private int waiting;
  @Nullable Future<Void> asking;

  /** Takes a held permit. */
  synchronized boolean take(long now) {
    if (now >= goodUntil || left == 0) {
      return false;
    }
    left--;
    return true;
  }

  /** Milliseconds until asking again can succeed; zero if it may now. */
  synchronized long refusedFor(long now) {
    return Math.max(0, refusedUntil - now);
  }

  synchronized void joinQueue() {
    waiting++;
  }

  /** How many to take in advance: one from a stranger, more from one that used up the last lot. */
  synchronized long next(long now, long most) {
    size = now < goodUntil ? size * 2 : 1;
    size = Math.clamp(Math.max(size, waiting), 1, most);
    waiting = 0;
    return size;
  }

  synchronized void grant(long granted, long until) {
    left = granted;
    goodUntil = until;
  }

  synchronized void refuse(long until) {
    left = 0;
    refusedUntil = until;
  }
}
