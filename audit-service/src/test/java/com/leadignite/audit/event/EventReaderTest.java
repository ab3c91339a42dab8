package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.audit.event.Members.BrokenRule;
import com.leadignite.guard.time.Timestamps;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventReaderTest {

  private static final UUID TENANT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8056");
  private final EventReader reader = new EventReader(Clock.systemUTC());

  @Test
  void copiesWhatReadersFilterBy() throws Exception {
    ObjectNode json = Samples.leadUpdated(TENANT);

    ReceivedEvent event = reader.read(json);

    assertEquals(UUID.fromString(json.get("id").asText()), event.id());
    assertEquals(TENANT, event.tenantId());
    assertEquals(
        Timestamps.parse(json.get("occurred_at").asText()), Optional.of(event.occurredAt()));
    assertEquals("lead.updated", event.action());
    assertEquals("allowed", event.outcome());
    assertEquals("user", event.actorType());
    assertEquals("01890a5d-ac96-774b-bcce-b302099a8057", event.actorId());
    assertEquals("192.0.2.7", event.address());
    assertEquals("r-1", event.requestId());
    assertEquals(
        List.of(new ReceivedEvent.Target("lead", "01890a5d-ac96-774b-bcce-b302099a8059")),
        event.targets());
  }

  @Test
  void keepsTheWholeEventWhateverTheOrderOfItsMembers() throws Exception {
    ObjectNode json = Samples.leadUpdated(TENANT);
    ObjectNode reversed = Samples.JSON.createObjectNode();
    json.properties().stream()
        .toList()
        .reversed()
        .forEach(member -> reversed.set(member.getKey(), member.getValue()));

    ReceivedEvent event = reader.read(reversed);

    assertEquals(json, Samples.JSON.readTree(event.content()));
    assertEquals(reader.read(json).content(), event.content());
  }

  @Test
  void acceptsWhatIsOptionalAsAbsentAndAsNull() throws Exception {
    ObjectNode json = Samples.leadUpdated(TENANT);
    json.putNull("tenant_id").remove(List.of("targets", "changes", "metadata"));
    json.withObject("/actor").putNull("id").remove(List.of("name", "session_id"));
    json.withObject("/context").putNull("address").remove(List.of("user_agent", "request_id"));

    ReceivedEvent event = reader.read(json);

    assertNull(event.tenantId());
    assertNull(event.actorId());
    assertNull(event.address());
    assertNull(event.requestId());
    assertTrue(event.targets().isEmpty());
  }

  @ParameterizedTest
  @Tag("B35")
  @Tag("B38")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/id | null | id: is needed",
        "/id | \"1-1-1-1-1\" | id: must be a UUID",
        "/id | \"f81d4fae-7dec-41d0-a765-00a0c91e6bf6\" | id: must be a UUIDv7",
        "/id | 7 | id: must be a string",
        "/occurred_at | \"yesterday\" | occurred_at: must be a time as in RFC 3339",
        "/occurred_at | \"9999-01-01T00:00:00Z\" | occurred_at: is not a time that can have been",
        "/occurred_at | \"1912-06-23T00:00:00Z\" | occurred_at: is not a time that can have been",
        "/tenant_id | \"*\" | tenant_id: must be a UUID",
        "/actor | null | actor: must be an object",
        "/actor/type | \"Admin User\" | actor.type: must match [a-z][a-z0-9_-]{0,63}",
        "/actor/role | \"platform_admin\" | actor: has a member that is not in the schema",
        "/actor/id | \"a\\u0000b\" | actor.id: must not be empty or have control characters",
        "/action | \"lead\" | action: must match [a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){1,4}",
        "/action | \"Lead.Updated\" | action: must match [a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){1,4}",
        "/outcome | \"ALLOWED\" | outcome: must be allowed, denied or failed",
        "/targets | {} | targets: must be an array of at most 20",
        "/targets | [1] | targets[0]: must be an object",
        "/targets | [{\"type\": \"lead\"}] | targets[0].id: is needed",
        "/context/address | \"localhost\" | context.address: must be an IP address",
        "/context/address | \"fe80::1%eth0\" | context.address: must be an IP address",
        "/context/service | null | context.service: is needed",
        "/changes | {\"status\": \"won\"} | changes member: must be an object",
        "/changes | {\"status\": {\"old\": 1}} | changes member: has a member that is not in the schema",
        "/metadata | [] | metadata: must be an object of at most 50 members",
        "/metadata/n | 9007199254740993 | event: has an integer beyond 2^53-1; send it as a string",
        "/metadata/s | \"\\ud800\" | event: has a lone surrogate",
        "/received_at | \"2020-01-01T00:00:00Z\" | event: has a member that is not in the schema",
      })
  void refusesWhatBreaksARule(String pointer, String value, String reason) throws Exception {
    ObjectNode json = Samples.leadUpdated(TENANT);
    int slash = pointer.lastIndexOf('/');
    json.withObject(pointer.substring(0, slash))
        .set(pointer.substring(slash + 1), Samples.JSON.readTree(value));

    var refusal = assertThrows(BrokenRule.class, () -> reader.read(json));

    assertEquals(reason, refusal.reason());
  }

  @Test
  @Tag("B38")
  void refusesWhatIsTooMuch() throws Exception {
    ObjectNode manyChanges = Samples.leadUpdated(TENANT);
    ObjectNode manyMetadata = Samples.leadUpdated(TENANT);
    ObjectNode manyTargets = Samples.leadUpdated(TENANT);
    ObjectNode longText = Samples.leadUpdated(TENANT);
    ObjectNode deep = Samples.leadUpdated(TENANT);
    for (int i = 0; i <= 100; i++) {
      manyChanges.withObject("/changes").putObject("f" + i).put("after", i);
      manyMetadata.withObject("/metadata").put("m" + i, i);
      manyTargets.withArray("/targets").addObject().put("type", "lead").put("id", "" + i);
    }
    longText.withObject("/metadata").put("text", "x".repeat(65_000));
    deep.withObject("/metadata")
        .set("deep", Samples.JSON.readTree("[".repeat(10) + "]".repeat(10)));

    assertEquals("changes: must be an object of at most 100 members", reasonFor(manyChanges));
    assertEquals("metadata: must be an object of at most 50 members", reasonFor(manyMetadata));
    assertEquals("targets: must be an array of at most 20", reasonFor(manyTargets));
    assertEquals(
        "event: is longer than 65536 characters",
        reasonFor(
            longText
                .put("action", "lead.updated.a" + "b".repeat(30))
                .put("outcome", "allowed")
                .set("actor", longActor())));
    assertEquals("event: is nested too deeply", reasonFor(deep));
  }

  private static JsonNode longActor() {
    return Samples.JSON.createObjectNode().put("type", "user").put("name", "n".repeat(900));
  }

  @Test
  void refusesWhatIsNoObject() throws Exception {
    assertEquals("event: must be an object", reasonFor(Samples.JSON.readTree("[]")));
    assertEquals("event: must be an object", reasonFor(Samples.JSON.readTree("null")));
  }

  private String reasonFor(JsonNode json) {
    return assertThrows(BrokenRule.class, () -> reader.read(json)).reason();
  }
}
