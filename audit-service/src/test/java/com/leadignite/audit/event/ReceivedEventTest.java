package com.leadignite.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.time.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReceivedEventTest {

  private static final UUID TENANT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8056");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static ReceivedEvent read(JsonNode json) {
    return ReceivedEvent.of(Samples.unread(json), LATEST);
  }

  @Test
  void copiesWhatReadersFilterBy() throws Exception {
    ObjectNode json = Samples.leadUpdated(TENANT);

    ReceivedEvent event = read(json);

    assertEquals(UUID.fromString(json.get("id").asText()), event.id());
    assertEquals(TENANT, event.tenantId());
    assertEquals(
        Timestamps.parse(json.get("occurred_at").asText()), Optional.of(event.occurredAt()));
    assertEquals("lead.updated", event.action());
    assertEquals(Outcome.ALLOWED, event.outcome());
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

    ReceivedEvent event = read(reversed);

    assertEquals(json, Samples.JSON.readTree(event.content()));
    assertEquals(read(json).content(), event.content());
  }

  @Test
  void acceptsWhatIsOptionalAsAbsentAndAsNull() throws Exception {
    ObjectNode json = Samples.leadUpdated(TENANT);
    json.putNull("tenant_id").remove(List.of("targets", "changes", "metadata"));
    json.withObject("/actor").putNull("id").remove(List.of("name", "session_id"));
    json.withObject("/context").putNull("address").remove(List.of("user_agent", "request_id"));

    ReceivedEvent event = read(json);

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
        "/id | 7 | id: must be a UUID",
        "/occurred_at | \"yesterday\" | occurred_at: must be a time in RFC 3339 with an offset",
        "/occurred_at | \"9999-01-01T00:00:00Z\" | occurred_at: is not a time that can have been",
        "/occurred_at | \"1912-06-23T00:00:00Z\" | occurred_at: is not a time that can have been",
        "/tenant_id | \"*\" | tenant_id: must be a UUID",
        "/actor | null | actor: is needed",
        "/actor | 1 | actor: must be an object",
        "/actor/type | \"Admin User\" | actor.type: must be 1 to 64 of a-z, 0-9, _ and -, a letter first",
        "/actor/role | \"platform_admin\" | actor.role: is not a member that can be written here",
        "/actor/id | \"a\\u0000b\" | actor.id: must have 1 to 200 characters, none of them a control character",
        "/action | \"lead\" | action: must be two to five words of a-z, 0-9 and _, joined by dots",
        "/action | \"Lead.Updated\" | action: must be two to five words of a-z, 0-9 and _, joined by dots",
        "/outcome | \"ALLOWED\" | outcome: must be one of allowed, denied, failed",
        "/targets | {} | targets: must be a list of at most 20 objects",
        "/targets | [1] | targets[0]: must be an object",
        "/targets | [{\"type\": \"lead\"}] | targets[0].id: is needed",
        "/context/address | \"localhost\" | context.address: must be an IP address",
        "/context/address | \"fe80::1%eth0\" | context.address: must be an IP address",
        "/context/service | null | context.service: is needed",
        "/changes | {\"status\": \"won\"} | changes: must have members of nothing but before and after",
        "/changes | {\"status\": {\"old\": 1}} | changes: must have members of nothing but before and after",
        "/metadata | [] | metadata: must be an object",
        "/metadata/n | 9007199254740993 | event: has an integer beyond 2^53-1; send it as a string",
        "/metadata/s | \"\\ud800\" | event: has a lone surrogate",
        "/received_at | \"2020-01-01T00:00:00Z\" | received_at: is not a member that can be written here",
      })
  void refusesWhatBreaksARule(String pointer, String value, String reason) throws Exception {
    ObjectNode json = Samples.leadUpdated(TENANT);
    int slash = pointer.lastIndexOf('/');
    json.withObject(pointer.substring(0, slash))
        .set(pointer.substring(slash + 1), Samples.JSON.readTree(value));

    assertEquals(reason, reasonFor(json));
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

    assertEquals("changes: must have at most 100 members", reasonFor(manyChanges));
    assertEquals("metadata: must have at most 50 members", reasonFor(manyMetadata));
    assertEquals("targets: must be a list of at most 20 objects", reasonFor(manyTargets));
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

  @Test
  void namesEveryRuleThatIsBroken() {
    ObjectNode json = Samples.leadUpdated(TENANT).put("action", "lead").put("outcome", "maybe");

    assertEquals(
        "action: must be two to five words of a-z, 0-9 and _, joined by dots; outcome: must be one"
            + " of allowed, denied, failed",
        reasonFor(json));
  }

  private static String reasonFor(JsonNode json) {
    return ReceiveEvents.reason(assertThrows(Problem.class, () -> read(json)));
  }
}
