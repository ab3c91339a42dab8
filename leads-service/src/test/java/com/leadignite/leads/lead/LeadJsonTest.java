package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
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
final class LeadJsonTest {

  @Inject ObjectMapper json;

  /** Takes the serializer by hand away, so that Jackson makes its own of the record. */
  @JsonSerialize
  private interface AsARecord {}

  @Test
  void writesWhatJacksonWouldMakeOfTheRecord() throws IOException {
    Instant time = Instant.parse("2026-01-02T03:04:05.123456Z");
    LeadDetails full =
        new LeadDetails(
            user(5).value(),
            UUID.randomUUID(),
            "\"Ann\" \ud83d\ude00",
            "Lee\\\u2028" + "\u00e9\ud83d\ude00".repeat(30),
            "</script>",
            "Dr",
            "a@m\u00fcnchen.de",
            "+1 202 555 0123 x5",
            "b.co",
            new Address("1 Main St", "Ulm", "BW", "89073", "DE"),
            "web",
            "spring",
            LeadStatus.IN_PROCESS,
            "called",
            77,
            List.of("hot", "\ud83d\ude00"),
            new Consent(ConsentBasis.LEGITIMATE_INTEREST, time, true, false));
    Normalized made = new Normalized("a@xn--mnchen-3ya.de", "+12025550123", "5", "https://b.co");
    ObjectMapper jacksons = json.copy().addMixIn(Lead.class, AsARecord.class);

    LeadDetails blank =
        new LeadDetails(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0,
            List.of(), null);
    for (LeadDetails details : List.of(full, blank)) {
      for (Instant deletedAt : new Instant[] {null, time}) {
        Lead lead =
            new Lead(
                UUID.randomUUID(),
                ACME,
                user(1),
                details,
                details.equals(full) ? made : Normalized.NONE,
                3,
                time,
                Instant.EPOCH,
                deletedAt);

        assertEquals(
            jacksons.readTree(jacksons.writeValueAsString(lead)),
            json.readTree(json.writeValueAsString(lead)));
        assertEquals(
            jacksons.writeValueAsString(lead).length(), json.writeValueAsString(lead).length());
        assertEquals(
            jacksons.readTree(jacksons.writeValueAsBytes(lead)),
            json.readTree(json.writeValueAsBytes(lead)));
        assertEquals(jacksons.writeValueAsBytes(lead).length, json.writeValueAsBytes(lead).length);
      }
    }
  }
}
