package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class DenialEventsTest {

  @Inject DenialEvents events;

  @Test
  void tellsTheAuditLogOnceAMinuteWhoTriedWhat() throws Exception {
    String name = "probe-" + UUID.randomUUID();
    Denial denial =
        new Denial(
            CommonProblem.FORBIDDEN,
            "why",
            "ProbeResource.managers",
            "GET",
            "/probe/managers",
            new RequestInfo(
                "request-1", new ClientAddress(InetAddress.ofLiteral("192.0.2.7")), null),
            new Caller.Service(name, Set.of(), "id", Instant.EPOCH));

    for (int i = 0; i < 10; i++) {
      events.denied(denial);
    }

    List<String> written = outbox(name);
    assertEquals(1, written.size());
    assertTrue(written.getFirst().contains("access.denied"), written::getFirst);
    assertTrue(written.getFirst().contains("192.0.2.7"), written::getFirst);
  }

  private static List<String> outbox(String name) throws Exception {
    for (int i = 0; i < 50; i++) {
      List<String> found = new ArrayList<>();
      try (Connection connection = Servers.superuser().getConnection();
          PreparedStatement select =
              connection.prepareStatement(
                  "select event::text from guard.outbox where event::text like ?")) {
        select.setString(1, "%" + name + "%");
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
      Thread.sleep(100);
    }
    return List.of();
  }
}
