package com.leadignite.guard.migration;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Migrates the schema before anything else looks at it, where the service was given the credentials
 * of the schema's owner. Flyway takes two connections and some thirty questions to find that there
 * is nothing to do, which is half of what a native executable's start takes; so a digest of the
 * migrations is left as the comment of Flyway's table, and who finds its own there does not ask
 * Flyway.
 */
@Singleton
final class Migrations {

  private static final Logger LOG = Logger.getLogger(Migrations.class);
  private static final String OWNER = "owner";
  private static final int BEFORE_THE_SELF_CHECK = 0;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final InjectableInstance<Flyway> flyway;
  private final InjectableInstance<AgroalDataSource> owner;
  private final Pool pool;

  @Inject
  Migrations(
      @FlywayDataSource(OWNER) InjectableInstance<Flyway> flyway,
      @DataSource(OWNER) InjectableInstance<AgroalDataSource> owner,
      Pool pool) {
    this.flyway = flyway;
    this.owner = owner;
    this.pool = pool;
  }

  void onStart(@Observes @Priority(BEFORE_THE_SELF_CHECK) StartupEvent start) {
    if (flyway.getHandle().getBean().isActive()) {
      migrate();
    }
  }

  /** Migrates unless this version's migrations were the last to be run. */
  void migrate() {
    String wanted = MigrationDigest.of(flyway.get().getConfiguration());
    if (wanted.equals(lastRun())) {
      LOG.debug("the schema is as this version left it");
      return;
    }
    flyway.get().migrate();
    remember(wanted);
  }

  /** As the app role, which everybody lets see comments, and whose connection is needed anyway. */
  private String lastRun() {
    try {
      return pool.query(
              """
              select
                coalesce(obj_description(to_regclass('flyway_schema_history'), 'pg_class'), '')
                  as digest
              """)
          .execute()
          .map(rows -> rows.iterator().next().getString("digest"))
          .toCompletionStage()
          .toCompletableFuture()
          .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Flyway will say better what is wrong with the database, if anything is.
      LOG.debugf("the schema cannot be asked who migrated it: %s", e);
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while asking who migrated the schema", e);
    }
  }

  private void remember(String digest) {
    // COMMENT takes no parameters; a digest has no characters but hexadecimal ones.
    String sql = "comment on table flyway_schema_history is '" + digest + "'";
    try (Connection connection = owner.get().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("it cannot be written down that the schema was migrated", e);
    }
  }
}
