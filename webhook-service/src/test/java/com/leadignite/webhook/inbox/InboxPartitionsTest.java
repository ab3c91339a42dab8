package com.leadignite.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.partition.PartitionStore;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class InboxPartitionsTest {

  @Inject PartitionStore partitions;

  @Test
  void areCreatedAheadOnceAndProtected() throws SQLException {
    assertEquals(0, partitions.create(5).await().indefinitely());
    assertEquals(0, partitions.create(5).await().indefinitely());

    assertEquals(
        7,
        count(
            """
            select count(*)
            from pg_inherits as i
            join pg_class as p on p.oid = i.inhrelid
            where i.inhparent = 'webhooks.inbox'::regclass
              and p.relrowsecurity
              and p.relforcerowsecurity
            """));
  }

  private static int count(String sql) throws SQLException {
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
