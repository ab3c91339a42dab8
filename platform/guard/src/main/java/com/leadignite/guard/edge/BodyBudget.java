package com.leadignite.guard.edge;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of bodies are held at a time, over all requests and for each client's address.
 * Without the first a stranger who begins some hundred bodies and ends none fills the heap, which
 * ends the process; without the second he shuts everybody else out. Bytes count once they are
 * there: what is announced costs nothing.
 */
@Singleton
final class BodyBudget {

  private static final String KEY = "leadignite.body-budget";
  private static final int SMALL_BODY = 16 * 1024;
  private static final int SMALL_SENDER = 64 * 1024;

  private final long most;
  private final long mostOfOne;
  private final long mostMillis;
  private final AtomicLong held = new AtomicLong();
  private final ConcurrentMap<String, Long> heldByNetwork = new ConcurrentHashMap<>();

  BodyBudget(BodyConfig config) {
    mostMillis = config.maxTime().toMillis();
    // A body is held as bytes, copied once, and read into objects: it costs some times its size.
    most =
        config
            .maxHeld()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / 8);
    mostOfOne =
        config
            .maxHeldPerAddress()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> Math.max(most / 8, 2 * config.largest()));
  }

  /** Attaches the budget to a request, for the reader of its body. */
  void note(RoutingContext context) {
    context.put(KEY, this);
  }

  /** The share of a request whose body is about to be read; empty so far. */
  static Share share(RoutingContext context) {
    BodyBudget budget = context.get(KEY);
    if (budget == null) {
      throw new IllegalStateException("the request did not come through the guard");
    }
    return budget.new Share(ClientAddress.of(context).network());
  }

  static Problem exhausted() {
    return new Problem(
            CommonProblem.UNAVAILABLE, "Too many bodies are on their way here at the moment.")
        .header("Retry-After", "1")
        .header("Connection", "close");
  }

  /** The bytes that are held now. */
  long held() {
    return held.get();
  }

  /** The addresses of which bytes are held now. */
  int senders() {
    return heldByNetwork.size();
  }

  /**
   * Large bodies leave a quarter of what their sender may have to small ones, and senders of much a
   * quarter of all to those of little.
   */
  private boolean fits(long ofBody, long ofSender, long ofAll) {
    return ofSender <= (ofBody <= SMALL_BODY ? mostOfOne : mostOfOne - mostOfOne / 4)
        && ofAll <= (ofSender <= SMALL_SENDER ? most : most - most / 4);
  }

  private static @Nullable Long less(long before, long bytes) {
    return before == bytes ? null : Long.valueOf(before - bytes);
  }

  /** What one request holds. Taken by one thread at a time. */
  final class Share {

    private final String network;
    private long bytes;

    private Share(String network) {
      this.network = network;
    }

    /** Takes some more, if they are to be had. */
    boolean take(int more) {
      bytes += more;
      long ofSender = heldByNetwork.merge(network, (long) more, Long::sum);
      if (fits(bytes, ofSender, held.addAndGet(more))) {
        return true;
      }
      give(more);
      return false;
    }

    /** How long its body may take to arrive. */
    long mostMillis() {
      return mostMillis;
    }

    /** Gives all of it back. */
    void giveBack() {
      if (bytes > 0) {
        give(bytes);
      }
    }

    private void give(long some) {
      bytes -= some;
      held.addAndGet(-some);
      heldByNetwork.computeIfPresent(network, (key, before) -> less(before, some));
    }
  }
}
