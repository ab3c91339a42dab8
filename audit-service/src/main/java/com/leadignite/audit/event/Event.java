package com.leadignite.audit.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.leadignite.guard.openapi.WrittenAs;
import com.leadignite.guard.time.Timestamps;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event as it was sent, with {@code received_at} and {@code sender} at its end.
 *
 * @param json the JSON
 */
@Schema(type = SchemaType.OBJECT)
@WrittenAs(Event.Form.class)
record Event(@JsonValue @JsonRawValue String json) {

  /** What the JSON consists of. */
  @Schema(description = "Something that happened, as its sender told it.")
  record Form(
      @JsonUnwrapped NewEvent sent,
      @Schema(description = "When it was stored.") @NotNull Instant receivedAt,
      @Schema(description = "The service whose token brought it.") @NotNull String sender) {}

  /**
   * Puts the stored text and what is added to it together. Without reading it: it is one object in
   * canonical form, which is not empty and has neither of these members, or it would not have been
   * taken.
   */
  static Event of(StoredEvent event) {
    String content = event.content();
    return new Event(
        content.substring(0, content.length() - 1)
            + ",\"received_at\":\""
            + Timestamps.format(event.receivedAt())
            + "\",\"sender\":\""
            + new String(JsonStringEncoder.getInstance().quoteAsString(event.sender()))
            + "\"}");
  }
}
