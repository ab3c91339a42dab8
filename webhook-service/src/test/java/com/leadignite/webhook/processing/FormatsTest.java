package com.leadignite.webhook.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.webhook.processing.Reading.Ignored;
import com.leadignite.webhook.processing.Reading.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each format makes of bodies as its provider documents them; written with single quotes. */
final class FormatsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"ContactCreate", "ContactUpdate", "ContactDndUpdate"})
  void aContactOfGoHighLevelIsALead(String type) {
    Report.Lead lead =
        only(
                Format.GOHIGHLEVEL,
                """
                {'type': '%s', 'locationId': 'loc1', 'id': 'con1', 'firstName': 'Ann',
                 'lastName': 'Lee', 'name': 'Ann Lee', 'email': 'ann@example.com',
                 'phone': '+12025550123', 'companyName': 'Acme', 'address1': '1 Main St',
                 'city': 'Ulm', 'state': 'BW', 'country': 'DE', 'postalCode': '89073',
                 'website': 'example.com', 'source': 'spring form', 'tags': ['hot', 'new', 'hot'],
                 'dnd': true, 'customFields': [{'id': 'f1', 'value': 'x'}], 'unheardOf': {}}
                """
                    .formatted(type))
            .lead();

    assertEquals("gohighlevel", lead.system());
    assertEquals("con1", lead.externalId());
    assertEquals("Ann", lead.firstName());
    assertEquals("Lee", lead.lastName());
    assertEquals("ann@example.com", lead.email());
    assertEquals("+12025550123", lead.phone());
    assertEquals("Acme", lead.company());
    assertEquals("1 Main St", lead.street());
    assertEquals("Ulm", lead.city());
    assertEquals("BW", lead.region());
    assertEquals("DE", lead.country());
    assertEquals("89073", lead.postalCode());
    assertEquals("example.com", lead.website());
    assertEquals("spring form", lead.campaign());
    assertEquals(List.of("hot", "new"), lead.tags());
    assertTrue(lead.doNotContact());
  }

  @Test
  void aFormThatAWorkflowOfGoHighLevelSendsIsALead() {
    Report.Lead lead =
        only(
                Format.GOHIGHLEVEL,
                """
                {'contact_id': 'con1', 'full_name': 'Ann Mary Lee', 'email': 'ann@example.com',
                 'phone': '+12025550123', 'contact_source': 'landing page',
                 'workflow': {'id': 'w1'}, 'location': {'id': 'loc1'}}
                """)
            .lead();

    assertEquals("con1", lead.externalId());
    assertEquals("Ann Mary", lead.firstName());
    assertEquals("Lee", lead.lastName());
    assertEquals("landing page", lead.campaign());
    assertFalse(lead.doNotContact());
  }

  @Test
  void anOpportunityOfGoHighLevelIsItsContact() {
    Report.Lead lead =
        only(
                Format.GOHIGHLEVEL,
                """
                {'type': 'OpportunityStatusUpdate', 'id': 'opp1', 'contactId': 'con1',
                 'name': 'Ann Lee', 'status': 'won', 'monetaryValue': 40, 'pipelineId': 'p1'}
                """)
            .lead();

    assertEquals("con1", lead.externalId());
    assertEquals("Ann Lee", lead.lastName());
  }

  @Test
  void anEndOfCallReportOfVapiIsACall() {
    Report report =
        only(
            Format.VAPI,
            """
            {'message': {'type': 'end-of-call-report', 'timestamp': 1767225600000,
              'endedReason': 'customer-ended-call', 'startedAt': '2026-01-01T00:00:00.000Z',
              'endedAt': '2026-01-01T00:01:30.400Z', 'durationSeconds': 90.4, 'cost': 0.0871,
              'call': {'id': 'call1', 'type': 'outboundPhoneCall',
                'metadata': {'lead_id': '019b0000-0000-7000-8000-000000000001'}},
              'customer': {'number': '+12025550123', 'name': 'Ann Lee'},
              'phoneNumber': {'number': '+12025550100'},
              'assistant': {'id': 'as1', 'name': 'Mia'},
              'analysis': {'summary': 'Wants a quote.', 'successEvaluation': 'true',
                'structuredData': {'email': 'ann@example.com', 'company': 'Acme'}},
              'artifact': {'transcript': 'AI: Hello\\nUser: Hi\\n',
                'recordingUrl': 'https://example.com/r1.wav', 'messages': []}}}
            """);

    assertEquals("019b0000-0000-7000-8000-000000000001", report.lead().id());
    assertEquals("+12025550123", report.lead().phone());
    assertEquals("Ann", report.lead().firstName());
    assertEquals("ann@example.com", report.lead().email());
    assertEquals("Acme", report.lead().company());
    Report.Call call = report.call();
    assertEquals("vapi", call.provider());
    assertEquals("call1", call.providerCallId());
    assertEquals("Mia", call.assistantName());
    assertEquals("customer-ended-call", call.endedReason());
    assertEquals(
        new Report.Call.Details(
            "outbound",
            "completed",
            "connected",
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:01:30.400Z"),
            90,
            "+12025550100",
            "+12025550123",
            "Wants a quote.",
            "AI: Hello\nUser: Hi",
            "https://example.com/r1.wav",
            87_100L,
            "USD"),
        call.details());
  }

  @ParameterizedTest
  @CsvSource({
    "customer-did-not-answer, no_answer, completed",
    "customer-busy, busy, completed",
    "voicemail, voicemail, completed",
    "silence-timed-out, connected, completed",
    "call.in-progress.error-providerfault-vapi-pipeline, failed, failed",
    "twilio-failed-to-connect-call, failed, failed",
    "unheard-of, , completed"
  })
  void whatCameOfACallOfVapiIsWhyItEnded(String reason, String outcome, String status) {
    Report.Call call =
        only(
                Format.VAPI,
                """
                {'message': {'type': 'end-of-call-report', 'endedReason': '%s',
                  'call': {'id': 'c', 'type': 'inboundPhoneCall',
                    'customer': {'number': '+12025550123'}}}}
                """
                    .formatted(reason))
            .call();

    assertEquals(outcome, call.details().outcome());
    assertEquals(status, call.details().status());
    assertEquals("inbound", call.details().direction());
    assertEquals("+12025550123", call.details().fromNumber());
    assertNull(call.details().costMicros());
    assertNull(call.details().currency());
  }

  @Test
  void aTranscriptionOfElevenLabsIsACall() {
    Report report =
        only(
            Format.ELEVENLABS,
            """
            {'type': 'post_call_transcription', 'event_timestamp': 1767225700, 'data': {
              'agent_id': 'ag1', 'conversation_id': 'conv1', 'status': 'done',
              'transcript': [
                {'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0},
                {'role': 'user', 'message': 'Hi', 'time_in_call_secs': 2},
                {'role': 'agent', 'message': null, 'tool_calls': []}],
              'metadata': {'start_time_unix_secs': 1767225600, 'call_duration_secs': 90,
                'cost': 296, 'termination_reason': 'client ended call',
                'phone_call': {'direction': 'inbound', 'external_number': '+12025550123',
                  'agent_number': '+12025550100', 'type': 'twilio', 'call_sid': 'CA1'}},
              'analysis': {'call_successful': 'success', 'transcript_summary': 'A greeting.',
                'data_collection_results': {'full_name': {'value': 'Ann Lee'}}},
              'conversation_initiation_client_data': {'dynamic_variables': {'city': 'Ulm'}}}}
            """);

    assertEquals("+12025550123", report.lead().phone());
    assertEquals("Ann", report.lead().firstName());
    assertEquals("Ulm", report.lead().city());
    Report.Call call = report.call();
    assertEquals("elevenlabs", call.provider());
    assertEquals("conv1", call.providerCallId());
    assertEquals(
        new Report.Call.Details(
            "inbound",
            "completed",
            "connected",
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:01:30Z"),
            90,
            "+12025550123",
            "+12025550100",
            "A greeting.",
            "AI: Hello\nUser: Hi",
            null,
            null,
            null),
        call.details());
  }

  @Test
  void aLeadOfMetaIsOneIfARelayAddedItsFields() {
    String bare =
        """
        {'object': 'page', 'entry': [{'id': 'p1', 'time': 1767225600, 'changes': [
          {'field': 'leadgen', 'value': {'leadgen_id': '444', 'page_id': 'p1', 'form_id': 'f1',
            'created_time': 1767225600 FIELDS}}]}]}
        """;
    String fields =
        """
        , 'field_data': [{'name': 'full_name', 'values': ['Ann Lee']},
          {'name': 'email', 'values': ['ann@example.com']},
          {'name': 'phone_number', 'values': ['+12025550123']}]
        """;

    assertInstanceOf(Ignored.class, read(Format.META, bare.replace("FIELDS", "")));
    Report.Lead lead = only(Format.META, bare.replace("FIELDS", fields)).lead();
    assertEquals("meta", lead.system());
    assertEquals("444", lead.externalId());
    assertEquals("Lee", lead.lastName());
    assertEquals("ann@example.com", lead.email());
    assertEquals("+12025550123", lead.phone());
  }

  /** However often a text is said to be a member, it costs no more than the member may be long. */
  @Test
  @Tag("B39")
  void ofALongTextTheStartIsRead() {
    assertEquals(Optional.empty(), LeadBuilder.Field.meantBy("email" + " ".repeat(100)));
    assertNull(Payload.line(" ".repeat(400) + "a", 100));
  }

  @Test
  void aResponseOfTypeformIsALead() {
    Report.Lead lead =
        only(
                Format.TYPEFORM,
                """
                {'event_id': 'e1', 'event_type': 'form_response', 'form_response': {
                  'form_id': 'f1', 'token': 't1', 'submitted_at': '2026-01-01T00:00:00Z',
                  'hidden': {'utm_campaign': 'spring'},
                  'definition': {'id': 'f1', 'title': 'Contact us', 'fields': [
                    {'id': 'a', 'title': 'First name', 'type': 'short_text', 'ref': 'r1'},
                    {'id': 'b', 'title': 'Your company?', 'type': 'short_text', 'ref': 'company'}]},
                  'answers': [
                    {'type': 'text', 'text': 'Ann', 'field': {'id': 'a', 'ref': 'r1'}},
                    {'type': 'text', 'text': 'Acme', 'field': {'id': 'b', 'ref': 'company'}},
                    {'type': 'email', 'email': 'ann@example.com', 'field': {'id': 'c'}},
                    {'type': 'phone_number', 'phone_number': '+12025550123', 'field': {}},
                    {'type': 'boolean', 'boolean': true, 'field': {'id': 'd'}}]}}
                """)
            .lead();

    assertEquals("t1", lead.externalId());
    assertEquals("Ann", lead.firstName());
    assertEquals("Acme", lead.company());
    assertEquals("ann@example.com", lead.email());
    assertEquals("+12025550123", lead.phone());
    assertEquals("spring", lead.campaign());
  }

  @Test
  void whoeverBooksAtCalendlyIsALead() {
    Report.Lead lead =
        only(
                Format.CALENDLY,
                """
                {'event': 'invitee.created', 'created_at': '2026-01-01T00:00:00Z', 'payload': {
                  'uri': 'https://api.calendly.com/scheduled_events/E/invitees/I',
                  'email': 'ann@example.com', 'name': 'Ann Lee', 'status': 'active',
                  'questions_and_answers': [
                    {'question': 'Phone number', 'answer': '+1 202 555 0123', 'position': 0}],
                  'tracking': {'utm_campaign': null},
                  'scheduled_event': {'name': 'Demo'}}}
                """)
            .lead();

    assertEquals("ann@example.com", lead.email());
    assertEquals("Ann", lead.firstName());
    assertEquals("Lee", lead.lastName());
    assertEquals("+1 202 555 0123", lead.phone());
    assertEquals("Demo", lead.campaign());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GOHIGHLEVEL | {\"type\": \"InvoicePaid\"}",
        "GOHIGHLEVEL | {\"type\": \"OpportunityCreate\", \"name\": \"Deal\"}",
        "GOHIGHLEVEL | {\"type\": \"ContactCreate\"}",
        "VAPI | {\"message\": {\"type\": \"status-update\", \"status\": \"ringing\"}}",
        "VAPI | {\"message\": {\"type\": \"end-of-call-report\"}}",
        "VAPI | {\"message\": {\"type\": \"end-of-call-report\", \"call\": {\"id\": \"c\"}}}",
        "ELEVENLABS | {\"type\": \"post_call_audio\", \"data\": {}}",
        "META | {\"object\": \"page\", \"entry\": []}",
        "TYPEFORM | {\"event_type\": \"form_response\", \"form_response\": {\"token\": \"t\"}}",
        "CALENDLY | {\"event\": \"invitee.canceled\", \"payload\": {\"email\": \"a@b.example\"}}",
        "NONE | {}"
      })
  void whatIsNoWorkIsIgnored(Format format, String body) {
    assertInstanceOf(Ignored.class, read(format, body));
  }

  /** Each member of each sample in turn is of a type that nobody expects. */
  @ParameterizedTest
  @EnumSource(Format.class)
  void noBodyIsAnError(Format format) {
    for (String value :
        List.of("null", "[]", "{}", "[[{}]]", "true", "-1", "1e400", "'\\u0000\\ud800'", "'x'")) {
      String odd =
          """
          {'type': V, 'contact_id': V, 'id': V, 'tags': V, 'dnd': V, 'message': V, 'data': V,
           'entry': V, 'event_type': V, 'form_response': V, 'event': V, 'payload': V}
          """
              .replace("V", value);
      read(format, odd);
      read(
          format,
          """
          {'message': {'type': 'end-of-call-report', 'call': {'id': 'c', 'metadata': V},
             'cost': V, 'durationSeconds': V, 'startedAt': V, 'customer': V, 'analysis': V,
             'artifact': V, 'transcript': V, 'endedReason': V},
           'type': 'post_call_transcription', 'data': {'conversation_id': 'c', 'transcript': V,
             'metadata': V, 'analysis': V, 'conversation_initiation_client_data': V},
           'event_type': 'form_response', 'form_response': {'answers': [V], 'hidden': V,
             'definition': V, 'token': V},
           'event': 'invitee.created', 'payload': {'email': V, 'questions_and_answers': [V]},
           'entry': [V, {'changes': [V, {'field': 'leadgen', 'value': V}]}]}
          """
              .replace("V", value));
    }
  }

  private static Report only(Format format, String body) {
    Reports reports = assertInstanceOf(Reports.class, read(format, body));
    assertEquals(1, reports.reports().size());
    return reports.reports().getFirst();
  }

  private static Reading read(Format format, String body) {
    try {
      return format.read(new Payload(JSON.readTree(body.replace('\'', '"'))));
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }
}
