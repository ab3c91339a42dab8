package com.leadignite.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A webhook of our own that tries a source out. What it is stands in its body, which is signed: its
 * type is {@code leadignite.test}, under each of the names that senders have for it.
 *
 * @param url where it goes
 * @param id names this one
 */
public record Sample(String url, String id, Instant now) {

  /** The type of event that it says it is. */
  public static final String TYPE = "leadignite.test";

  /** The body, if the sender sends JSON. */
  byte[] json() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("event_id", id);
    members.put("webhookId", id);
    members.put("type", TYPE);
    members.put("event", TYPE);
    members.put("event_type", TYPE);
    members.put("timestamp", now.toString());
    return JsonBody.write(members);
  }

  /** The time in whole seconds. */
  String seconds() {
    return Long.toString(now.getEpochSecond());
  }

  /** A request of JSON with these header fields. */
  Signed signed(byte[] body, String... namesAndValues) {
    return Signed.of("application/json", body, namesAndValues);
  }

  /**
   * The sample as it is sent.
   *
   * @param headers the content type among them
   * @param text the body
   */
  public record Signed(Map<String, String> headers, String text) {

    public Signed {
      headers = Map.copyOf(headers);
    }

    static Signed of(String type, byte[] body, String... namesAndValues) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("content-type", type);
      for (int i = 0; i < namesAndValues.length; i += 2) {
        headers.put(namesAndValues[i], namesAndValues[i + 1]);
      }
      return new Signed(headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The body's bytes. */
    public byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
