package com.leadignite.guard.row;

import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Refuses to start on a database that would not isolate organizations. Runs on a connection of the
 * app role, before the first request is let in; waits for a PostgreSQL that is not up yet, or whose
 * migrations have not run yet, but not for ever.
 */
@Singleton
final class RowSecurityCheck {

  private static final Logger LOG = Logger.getLogger(RowSecurityCheck.class);
  private static final int BEFORE_ALL_OTHERS = 1;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int LOG_EVERY = 10;

  private final Pool pool;
  private final RowsConfig config;

  @Inject
  RowSecurityCheck(Pool pool, RowsConfig config) {
    this.pool = pool;
    this.config = config;
  }

  void onStart(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent start) {
    check();
  }

  /**
   * Checks.
   *
   * @throws IllegalStateException with a sentence for each objection
   */
  void check() {
    DatabaseFacts facts = facts();
    List<String> objections = facts.objections(config.exemptTables());
    if (!objections.isEmpty()) {
      throw new IllegalStateException(
          "This database would not keep organizations apart. " + String.join(" ", objections));
    }
    LOG.infof(
        "row-level security holds on %d tables of schema %s for role %s",
        facts.tables().size(), facts.schema(), facts.role());
  }

  private DatabaseFacts facts() {
    long deadline = System.nanoTime() + config.startWait().toNanos();
    for (int attempt = 0; ; attempt++) {
      String reason;
      try {
        DatabaseFacts facts =
            pool.withConnection(DatabaseFacts::read)
                .toCompletionStage()
                .toCompletableFuture()
                .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        if (facts.isMigrated()) {
          return facts;
        }
        reason =
            facts.schema() == null
                ? "the role " + facts.role() + " may use no schema of its search_path"
                : "the schema " + facts.schema() + " has no tables; have the migrations run?";
      } catch (ExecutionException e) {
        reason = String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage());
      } catch (TimeoutException e) {
        reason = "no answer within " + ANSWER.toSeconds() + " s";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while waiting for PostgreSQL", e);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "PostgreSQL was not ready within "
                + config.startWait().toSeconds()
                + " s (leadignite.rows.start-wait): "
                + reason);
      }
      if (attempt % LOG_EVERY == 0) {
        LOG.infof("waiting for PostgreSQL: %s", reason);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for PostgreSQL", e);
    }
  }
}
