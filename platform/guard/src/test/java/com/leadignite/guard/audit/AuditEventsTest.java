package com.leadignite.guard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class AuditEventsTest {

  @Inject AuditEvents events;

  @Test
  void keepsTheSendersRequestIdInAdditionToOurs() {
    ClientAddress here = new ClientAddress(InetAddress.ofLiteral("192.0.2.7"));

    AuditEvent told = events.of("x.done", new RequestInfo("ours", "theirs", here, null)).build();
    AuditEvent untold = events.of("x.done", new RequestInfo("ours", null, here, null)).build();

    assertEquals("ours", told.context().requestId());
    assertEquals(Map.of("client_request_id", "theirs"), told.metadata());
    assertEquals(Map.of(), untold.metadata());
  }
}
