package com.leadignite.webhook.processing;

import com.leadignite.webhook.processing.LeadBuilder.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of VAPI. What a call was is in its end-of-call report; the other types tell of a call
 * that is going on. Costs are in US dollars.
 */
final class Vapi {

  private static final String PROVIDER = "vapi";

  private Vapi() {}

  static Reading read(Payload body) {
    Payload message = body.at("message");
    String type = message.at("type").text();
    if (!"end-of-call-report".equals(type)) {
      return new Reading.Ignored("this type is not processed");
    }
    String id = message.at("call", "id").id();
    if (id == null) {
      return new Reading.Ignored("the report names no call");
    }
    return Calls.report(lead(message), call(message, id));
  }

  private static LeadBuilder lead(Payload message) {
    Payload call = message.at("call");
    Payload known = message.at("analysis", "structuredData");
    LeadBuilder lead =
        new LeadBuilder()
            .id(
                Calls.text(
                    call.at("metadata", "lead_id"),
                    call.at("metadata", "leadId"),
                    call.at("assistantOverrides", "variableValues", "lead_id"),
                    message.at("assistant", "metadata", "lead_id")))
            .put(Field.PHONE, customer(message))
            .put(
                Field.NAME, Calls.text(message.at("customer", "name"), call.at("customer", "name")))
            .put(
                Field.EMAIL,
                Calls.text(message.at("customer", "email"), call.at("customer", "email")));
    for (String name : known.names()) {
      lead.put(name, known.at(name).text());
    }
    return lead;
  }

  private static @Nullable String customer(Payload message) {
    String number = Calls.number(message.at("customer", "number"));
    return number == null ? Calls.number(message.at("call", "customer", "number")) : number;
  }

  private static Report.Call call(Payload message, String id) {
    Payload call = message.at("call");
    boolean inbound = "inboundPhoneCall".equals(call.at("type").text());
    String ended = Payload.line(message.at("endedReason").text(), 200);
    String ours =
        Calls.number(
            message.at("phoneNumber", "number").isThere()
                ? message.at("phoneNumber", "number")
                : call.at("phoneNumber", "number"));
    String theirs = customer(message);
    Instant start = Calls.time(message.at("startedAt"), call.at("startedAt"));
    Instant end = Calls.end(start, Calls.time(message.at("endedAt"), call.at("endedAt")));
    Long cost =
        message.at("cost").isThere() ? message.at("cost").micros() : call.at("cost").micros();
    Payload artifact = message.at("artifact");
    String outcome = outcome(ended);
    return new Report.Call(
        PROVIDER,
        id,
        Payload.line(Calls.text(message.at("assistant", "id"), call.at("assistantId")), 200),
        Payload.line(Calls.text(message.at("assistant", "name")), 200),
        ended,
        new Report.Call.Details(
            inbound ? "inbound" : "outbound",
            "failed".equals(outcome) ? "failed" : "completed",
            outcome,
            start,
            end,
            message.at("durationSeconds").seconds(),
            inbound ? theirs : ours,
            inbound ? ours : theirs,
            Payload.prose(
                Calls.text(message.at("analysis", "summary"), message.at("summary")),
                Calls.SUMMARY),
            Payload.prose(
                Calls.text(message.at("transcript"), artifact.at("transcript")), Calls.TRANSCRIPT),
            Calls.recording(
                message.at("recordingUrl"),
                artifact.at("recordingUrl"),
                artifact.at("recording", "mono", "combinedUrl")),
            cost,
            cost == null ? null : "USD"));
  }

  /** By why the call ended; null if that does not tell. */
  private static @Nullable String outcome(@Nullable String ended) {
    if (ended == null) {
      return null;
    }
    return switch (ended) {
      case "customer-ended-call",
          "assistant-ended-call",
          "assistant-ended-call-after-message-spoken",
          "assistant-ended-call-with-hangup-task",
          "assistant-said-end-call-phrase",
          "assistant-forwarded-call",
          "exceeded-max-duration",
          "silence-timed-out" ->
          "connected";
      case "voicemail" -> "voicemail";
      case "customer-did-not-answer" -> "no_answer";
      case "customer-busy" -> "busy";
      default -> ended.contains("error") || ended.contains("failed") ? "failed" : null;
    };
  }
}
