package com.leadignite.guard.connection;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Graceful shutdown: clients are asked to close their connections, then the port is closed, then
 * requests in flight are finished. Only then are pools, timers and the rest stopped. No scheduled
 * job starts from the first moment on: other replicas run them, and one that is still running when
 * its pool is closed fails.
 *
 * <p>Quarkus' own way ({@code quarkus.shutdown.timeout}) closes a connection as soon as its answer
 * is written, even if its client is still sending, and all idle ones at the first moment in which
 * no request is in flight, while the port still accepts: under load that loses requests.
 */
@Singleton
final class GracefulShutdown {

  private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final OpenConnections connections;
  private final ShutdownConfig config;
  private final Scheduler scheduler;

  GracefulShutdown(OpenConnections connections, ShutdownConfig config, Scheduler scheduler) {
    this.connections = connections;
    this.config = config;
    this.scheduler = scheduler;
  }

  // Called, and waited for, before anything else is stopped.
  void leave(@Observes ShutdownDelayInitiatedEvent event) {
    scheduler.pause();
    if (config.limit().isZero()) {
      return;
    }
    LOG.infof(
        "shutting down: connections are closed after their next answer for %d ms, then requests in flight have %d ms",
        config.announce().toMillis(), config.limit().toMillis());
    connections.announce();
    pass(
        config.announce(),
        () -> {
          connections.closeLast();
          return false;
        });
    connections.refuseNew();
    boolean finished =
        pass(
            config.limit(),
            () -> {
              connections.closeIdle();
              return connections.count() == 0;
            });
    if (finished) {
      LOG.info("every request was answered");
    } else {
      LOG.warnf("%d connections are cut off: the time limit has passed", connections.count());
    }
  }

  private static boolean pass(Duration limit, BooleanSupplier done) {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      if (done.getAsBoolean()) {
        return true;
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}
