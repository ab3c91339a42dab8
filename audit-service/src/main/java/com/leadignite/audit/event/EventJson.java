package com.leadignite.audit.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.leadignite.guard.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event as it was sent, with {@code received_at} and {@code sender} at its end.
 *
 * @param text the JSON
 */
@Schema(type = SchemaType.OBJECT, description = "An event")
record EventJson(@JsonValue @JsonRawValue String text) {

  /**
   * Puts the stored text and what is added to it together. Without reading it: it is one object in
   * canonical form, which is not empty and has neither of these members, or it would not have been
   * taken.
   */
  static EventJson of(StoredEvent event) {
    String content = event.content();
    return new EventJson(
        content.substring(0, content.length() - 1)
            + ",\"received_at\":\""
            + Timestamps.format(event.receivedAt())
            + "\",\"sender\":\""
            + new String(JsonStringEncoder.getInstance().quoteAsString(event.sender()))
            + "\"}");
  }
}
