package com.leadignite.guard.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.testing.Servers;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class MigrationsTest {

  private static final String SPOIL =
      "update guard.flyway_schema_history set checksum = checksum + 1 where version is not null";
  private static final String MEND =
      "update guard.flyway_schema_history set checksum = checksum - 1 where version is not null";
  private static final String FORGET = "comment on table guard.flyway_schema_history is null";

  @Inject Migrations migrations;

  @Inject
  @FlywayDataSource("owner")
  Flyway flyway;

  @AfterEach
  void migrateAgain() {
    migrations.migrate();
  }

  @Test
  void aStartLeavesTheDigestOfItsMigrations() throws SQLException {
    assertEquals(MigrationDigest.of(flyway.getConfiguration()), comment());
  }

  @Test
  void flywayIsNotAskedWhereTheDigestIsOurs() {
    Servers.sql(SPOIL);
    try {
      migrations.migrate();
    } finally {
      Servers.sql(MEND);
    }
  }

  @Test
  void flywayIsAskedWhereThereIsNoDigest() {
    Servers.sql(SPOIL + ";" + FORGET);
    try {
      assertThrows(FlywayValidateException.class, migrations::migrate);
    } finally {
      Servers.sql(MEND);
    }
  }

  @Test
  void anotherVersionsDigestIsReplacedAfterMigrating() throws SQLException {
    Servers.sql("comment on table guard.flyway_schema_history is 'another'");

    migrations.migrate();

    assertEquals(MigrationDigest.of(flyway.getConfiguration()), comment());
  }

  private static String comment() throws SQLException {
    try (Connection connection = Servers.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "select obj_description('guard.flyway_schema_history'::regclass, 'pg_class')")) {
      answer.next();
      return answer.getString(1);
    }
  }
}
