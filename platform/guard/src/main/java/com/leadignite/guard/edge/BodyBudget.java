package com.leadignite.guard.edge;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies are held at a time, over all requests. Without a bound a stranger who
 * begins some hundred bodies and ends none fills the heap, which ends the process.
 */
@Singleton
final class BodyBudget {

  private static final String KEY = "leadignite.body-budget";
  private static final int SMALL = 16 * 1024;

  private final long most;
  private final long mostMillis;
  private final AtomicLong held = new AtomicLong();

  BodyBudget(BodyConfig config) {
    mostMillis = config.maxTime().toMillis();
    // A body is held as bytes, copied once, and read into objects: it costs some times its size.
    most =
        config
            .maxHeld()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / 8);
  }

  /** Keeps the budget for whoever reads the body of a request. */
  void note(RoutingContext context) {
    context.put(KEY, this);
  }

  /** The share of a request whose body is about to be read; empty so far. */
  static Share share(RoutingContext context) {
    BodyBudget budget = context.get(KEY);
    if (budget == null) {
      throw new IllegalStateException("the request did not come through the guard");
    }
    return budget.new Share();
  }

  static Problem exhausted() {
    return new Problem(
            CommonProblem.UNAVAILABLE, "Too many bodies are on their way here at the moment.")
        .header("Retry-After", "1")
        .header("Connection", "close");
  }

  /** What one request holds. Taken by one thread at a time. */
  final class Share {

    private long bytes;

    /** Takes some more, if they are to be had; large bodies leave a quarter to small ones. */
    boolean take(int more) {
      long limit = bytes + more <= SMALL ? most : most - most / 4;
      if (held.addAndGet(more) > limit) {
        held.addAndGet(-more);
        return false;
      }
      bytes += more;
      return true;
    }

    /** How long its body may take to arrive. */
    long mostMillis() {
      return mostMillis;
    }

    /** Gives all of it back. */
    void giveBack() {
      held.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
