package com.leadignite.webhook.processing;

import com.leadignite.webhook.processing.LeadBuilder.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of ElevenLabs' agents. Their costs are in credits, which are no money, and are left out.
 */
final class ElevenLabs {

  private static final String PROVIDER = "elevenlabs";

  private ElevenLabs() {}

  static Reading read(Payload body) {
    String type = body.at("type").text();
    if (!"post_call_transcription".equals(type)) {
      return new Reading.Ignored("this type is not processed");
    }
    Payload data = body.at("data");
    String id = data.at("conversation_id").id();
    if (id == null) {
      return new Reading.Ignored("the transcription names no conversation");
    }
    return Calls.report(lead(data), call(data, id));
  }

  private static LeadBuilder lead(Payload data) {
    Payload given = data.at("conversation_initiation_client_data", "dynamic_variables");
    Payload collected = data.at("analysis", "data_collection_results");
    LeadBuilder lead =
        new LeadBuilder().id(given.at("lead_id").text()).put(Field.PHONE, theirs(data));
    for (String name : given.names()) {
      lead.put(name, given.at(name).text());
    }
    for (String name : collected.names()) {
      lead.put(name, collected.at(name, "value").text());
    }
    return lead;
  }

  private static @Nullable String theirs(Payload data) {
    return Calls.number(data.at("metadata", "phone_call", "external_number"));
  }

  private static Report.Call call(Payload data, String id) {
    Payload metadata = data.at("metadata");
    Payload phone = metadata.at("phone_call");
    boolean outbound = "outbound".equals(phone.at("direction").text());
    String ours = Calls.number(phone.at("agent_number"));
    String theirs = theirs(data);
    Instant start = metadata.at("start_time_unix_secs").time();
    Integer seconds = metadata.at("call_duration_secs").seconds();
    boolean failed = "failed".equals(data.at("status").text());
    String said = transcript(data.at("transcript"));
    return new Report.Call(
        PROVIDER,
        id,
        Payload.line(data.at("agent_id").text(), 200),
        Payload.line(data.at("agent_name").text(), 200),
        Payload.line(metadata.at("termination_reason").text(), 200),
        new Report.Call.Details(
            outbound ? "outbound" : "inbound",
            failed ? "failed" : "completed",
            failed ? "failed" : said == null ? null : "connected",
            start,
            start == null || seconds == null ? null : start.plusSeconds(seconds),
            seconds,
            outbound ? ours : theirs,
            outbound ? theirs : ours,
            Payload.prose(data.at("analysis", "transcript_summary").text(), Calls.SUMMARY),
            said,
            null,
            null,
            null));
  }

  /** Who said what, a line each, as VAPI writes it. */
  private static @Nullable String transcript(Payload turns) {
    StringBuilder said = new StringBuilder();
    for (Payload turn : turns.items()) {
      String message = turn.at("message").text();
      if (message != null && said.length() < Calls.TRANSCRIPT) {
        said.append("agent".equals(turn.at("role").text()) ? "AI: " : "User: ");
        said.append(message).append('\n');
      }
    }
    return Payload.prose(said.toString(), Calls.TRANSCRIPT);
  }
}
