package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A call that VAPI reports and a contact of GoHighLevel become a lead and its call, which an agent
 * reads: once, though each is delivered three times and webhook-service is killed in between.
 */
@Isolated
@Order(Integer.MAX_VALUE - 1)
class ProcessingIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String REPORT =
      """
      {"message": {"type": "end-of-call-report", "endedReason": "customer-ended-call",
        "startedAt": "2026-01-01T00:00:00.000Z", "endedAt": "2026-01-01T00:01:30.000Z",
        "cost": 0.0871, "call": {"id": "call-1", "type": "inboundPhoneCall"},
        "customer": {"number": "+12025550123", "name": "Ann Lee"},
        "assistant": {"id": "as-1", "name": "Mia"},
        "analysis": {"summary": "Wants a quote."},
        "artifact": {"transcript": "AI: Hello\\nUser: Hi",
          "recordingUrl": "https://example.com/r1.wav"}}}
      """;
  private static final String CONTACT =
      """
      {"type": "ContactCreate", "id": "con-1", "firstName": "Anna", "email": "ann@example.com",
       "phone": "(202) 555-0123 ", "companyName": "Acme", "tags": ["hot"]}
      """;

  private final Client client = Client.ofThePlatform();

  @Test
  void whatIsDeliveredThriceBecomesOneLeadAndOneCall() throws Exception {
    Platform.ownOnly();
    Person admin = Person.signUp(client);
    Person agent = Person.invited(client, admin, "agent");
    Source vapi = source(admin, agent, "vapi");
    Source goHighLevel = source(admin, agent, "gohighlevel");

    deliver(vapi, "report-1", REPORT);
    killWebhookService();
    deliver(vapi, "report-1", REPORT);
    deliver(vapi, "report-1", REPORT);
    Await.until(
        "the call is there",
        LIMIT,
        () -> noneFailed(admin) && items(agent, "/leads/v1/calls").size() == 1);
    String contact = CONTACT.replace("(202) 555-0123 ", "+1 202 555 0123");
    deliver(goHighLevel, "contact-1", contact);
    killWebhookService();
    deliver(goHighLevel, "contact-1", contact);
    deliver(goHighLevel, "contact-1", contact);
    Await.until(
        "the contact fills the lead",
        LIMIT,
        () ->
            noneFailed(admin) && items(agent, "/leads/v1/leads?email=ann@example.com").size() == 1);
    Await.until(
        "nothing is pending",
        LIMIT,
        () -> items(admin, "/webhooks/v1/processing?state=pending").isEmpty());

    JsonNode lead = items(agent, "/leads/v1/leads").getFirst();
    assertThat(items(agent, "/leads/v1/leads")).hasSize(1);
    assertThat(lead.at("/owner_id").textValue()).isEqualTo(agent.id());
    assertThat(lead.at("/phone_e164").textValue()).isEqualTo("+12025550123");
    assertThat(lead.at("/first_name").textValue()).as("not replaced").isEqualTo("Ann");
    assertThat(lead.at("/company").textValue()).isEqualTo("Acme");
    JsonNode call =
        client
            .get("/leads/v1/calls/" + items(agent, "/leads/v1/calls").getFirst().at("/id").asText())
            .as(agent)
            .send()
            .expect(200)
            .json();
    assertThat(call.at("/lead_id")).isEqualTo(lead.at("/id"));
    assertThat(call.at("/outcome").textValue()).isEqualTo("connected");
    assertThat(call.at("/transcript").textValue()).isEqualTo("AI: Hello\nUser: Hi");
    assertThat(call.at("/recording_url").textValue()).isEqualTo("https://example.com/r1.wav");
    assertThat(call.at("/cost_micros").longValue()).isEqualTo(87_100);
    assertThat(items(admin, "/webhooks/v1/processing"))
        .hasSize(2)
        .allMatch(webhook -> webhook.at("/state").textValue().equals("processed"));
    AuditLog log = new AuditLog(client, admin);
    for (Map.Entry<String, JsonNode> once :
        Map.of("lead.created", lead, "lead.updated", lead, "call.created", call).entrySet()) {
      String id = once.getValue().at("/id").textValue();
      Await.until(
          once.getKey() + " is in the audit log",
          LIMIT,
          () -> log.countByTarget(once.getKey()).containsKey(id));
      assertThat(log.countByTarget(once.getKey())).containsEntry(id, 1L);
    }
  }

  private Source source(Person admin, Person owner, String format) throws Exception {
    Source source = Source.create(client, admin);
    client
        .put(
            "/webhooks/v1/sources/" + source.id() + "/processing",
            Map.of("format", format, "owner_id", owner.id()))
        .as(admin)
        .send()
        .expect(200);
    return source;
  }

  /** Delivers as a sender does: until it is taken. */
  private void deliver(Source source, String id, String body) throws Exception {
    Await.until(
        id + " is taken",
        LIMIT,
        () -> {
          int status = source.deliver(client, id, body).status();
          assertThat(Set.of(200, 502, 503, 504)).contains(status);
          return status == 200;
        });
  }

  private static void killWebhookService() throws Exception {
    Platform platform = Platform.ownOnly();
    ProcessHandle before = platform.process("webhooks");
    before.destroyForcibly();
    Await.until("it runs again", LIMIT, () -> platform.process("webhooks").pid() != before.pid());
  }

  private boolean noneFailed(Person admin) throws Exception {
    assertThat(items(admin, "/webhooks/v1/processing"))
        .allMatch(
            webhook -> Set.of("pending", "processed").contains(webhook.at("/state").asText()));
    return true;
  }

  private List<JsonNode> items(Person person, String path) throws Exception {
    JsonNode page = client.get(path).as(person).send().expect(200).json();
    return StreamSupport.stream(page.path("items").spliterator(), false).toList();
  }
}
