package com.leadignite.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.leadignite.guard.id.SessionId;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
final class ListedSessionJsonTest {

  @Inject ObjectMapper json;

  /** Takes the serializer by hand away, so that Jackson makes its own of the record. */
  @JsonSerialize
  private interface AsARecord {}

  @Test
  void writesWhatJacksonWouldMakeOfTheRecord() throws IOException {
    ObjectMapper jacksons = json.copy().addMixIn(ListedSession.class, AsARecord.class);
    SessionId id = new SessionId(UUID.randomUUID());
    Instant time = Instant.parse("2026-01-02T03:04:05.123456Z");
    for (ListedSession session :
        List.of(
            new ListedSession(
                id, time, time, "Firefox on Windows", "M\\\"\u2028", "192.0.2.1", "aal2", true),
            new ListedSession(id, time, Instant.EPOCH, null, null, null, "aal1", false))) {
      assertEquals(jacksons.writeValueAsString(session), json.writeValueAsString(session));
      assertEquals(
          jacksons.readTree(jacksons.writeValueAsBytes(session)),
          json.readTree(json.writeValueAsBytes(session)));
    }
  }
}
