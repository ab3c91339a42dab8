package com.leadignite.webhook.inbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Webhooks that wait for a transaction, up to a bound. Thread-safe. */
final class Gathering {

  private final IngestConfig config;
  private final Deque<Arrival> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private int running;

  Gathering(IngestConfig config) {
    this.config = config;
  }

  /** Adds one; false if too many wait. */
  synchronized boolean add(Arrival arrival) {
    if (waiting.size() >= config.waiting()
        || waitingBytes + arrival.size() > config.waitingBytes()) {
      return false;
    }
    waitingBytes += arrival.size();
    waiting.add(arrival);
    return true;
  }

  /**
   * Those that come first, as many as may share a transaction, which then runs; empty if none wait,
   * or as many transactions run as may.
   */
  synchronized List<Arrival> take() {
    List<Arrival> taken = new ArrayList<>();
    if (running >= config.transactions()) {
      return taken;
    }
    long bytes = 0;
    while (!waiting.isEmpty() && taken.size() < config.batch()) {
      bytes += waiting.peek().size();
      if (bytes > config.batchBytes() && !taken.isEmpty()) {
        break;
      }
      taken.add(waiting.remove());
    }
    taken.forEach(arrival -> waitingBytes -= arrival.size());
    running += taken.isEmpty() ? 0 : 1;
    return taken;
  }

  /** A transaction has ended. */
  synchronized void ended() {
    running--;
  }

  /** How many wait. */
  synchronized int size() {
    return waiting.size();
  }
}
