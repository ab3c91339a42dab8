package com.leadignite.webhook.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The catalogue: every type of event that endpoints can be told of. */
public enum EventType {
  WEBHOOK_RECEIVED(
      "A source of the organization sent a webhook, which was verified and stored.",
      """
      {"type": "object",
       "required": ["id", "source_id", "received_at", "delivery_id", "body", "body_encoding"],
       "properties": {
         "id": {"type": "string", "format": "uuid"},
         "source_id": {"type": "string", "format": "uuid"},
         "received_at": {"type": "string", "format": "date-time"},
         "delivery_id": {"type": "string"},
         "content_type": {"type": ["string", "null"]},
         "headers": {"type": "object", "additionalProperties": {"type": "string"}},
         "body": {"type": "string"},
         "body_encoding": {"enum": ["utf8", "base64"]}}}
      """),
  LEAD_CREATED("A lead was created.", Schemas.LEAD),
  LEAD_UPDATED("A lead was changed.", Schemas.LEAD),
  LEAD_DELETED("A lead was deleted.", Schemas.LEAD),
  CALL_CREATED("A call with a lead was recorded.", Schemas.CALL),
  CALL_UPDATED("What is known of a call was changed.", Schemas.CALL),
  CALL_DELETED("A call was deleted.", Schemas.CALL),
  ENDPOINT_TEST(
      "An admin tried an endpoint; it alone is told.",
      """
      {"type": "object",
       "required": ["endpoint_id"],
       "properties": {"endpoint_id": {"type": "string", "format": "uuid"}}}
      """);

  /** What an endpoint names that wants all of them. */
  public static final String ALL = "*";

  private final String description;
  private final String schema;
  private final String wireName = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");

  EventType(String description, String schema) {
    this.description = description;
    this.schema = schema;
  }

  /** The name in requests, tables and what is sent: {@code lead.created}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** When it happens, in one sentence. */
  String description() {
    return description;
  }

  /** The JSON schema of its {@code data}. Members may be added to it. */
  String schema() {
    return schema;
  }

  /** The type of that name; empty if the catalogue has none. */
  public static Optional<EventType> of(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /** Of several types. */
  private static final class Schemas {

    private static final String LEAD =
        """
        {"type": "object",
         "required": ["id"],
         "properties": {
           "id": {"type": "string", "format": "uuid"},
           "changed": {"type": "array", "items": {"type": "string"}}}}
        """;

    private static final String CALL =
        """
        {"type": "object",
         "required": ["id"],
         "properties": {
           "id": {"type": "string", "format": "uuid"},
           "lead_id": {"type": "string", "format": "uuid"},
           "changed": {"type": "array", "items": {"type": "string"}}}}
        """;
  }
}
