package com.leadignite.guard.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class RowsTest {

  @Inject Rows rows;

  @Test
  void tellsPostgresWhoseTheTransactionIs() {
    Identity identity =
        new Identity(
            UUID.fromString("00000000-0000-7000-8000-000000000001").toString(), "", "user");

    String tenant =
        rows.as(identity)
            .query("select current_setting('app.tenant_id') as tenant", Tuple.tuple())
            .await()
            .indefinitely()
            .iterator()
            .next()
            .getString("tenant");

    assertEquals(identity.tenantId(), tenant);
  }
}
