package com.leadignite.guard.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Members of JSON objects, written by hand where there are many: for the items of lists. A
 * serializer that Jackson puts together asks each member by reflection, which an executable pays
 * for more than a JVM. Absent values are written as null, in the form that Jackson writes them.
 */
public final class JsonMembers {

  private final JsonGenerator json;
  private final JsonChars chars = new JsonChars();

  /** Members of the object that the generator is in. */
  public JsonMembers(JsonGenerator json) {
    this.json = json;
  }

  /** A member's name, encoded once: keep it in a constant. */
  public static SerializableString name(String name) {
    return new SerializedString(name);
  }

  /** A text. */
  public void text(SerializableString name, @Nullable String value) throws IOException {
    if (value != null && JsonChars.canHold(value)) {
      write(name, chars.text(value));
    } else {
      json.writeFieldName(name);
      json.writeString(value);
    }
  }

  /** An id. */
  public void id(SerializableString name, @Nullable UUID value) throws IOException {
    if (value == null) {
      text(name, null);
    } else {
      write(name, chars.id(value));
    }
  }

  /** A time in RFC 3339, in UTC. */
  public void time(SerializableString name, @Nullable Instant value) throws IOException {
    if (value == null) {
      text(name, null);
    } else {
      write(name, chars.time(value));
    }
  }

  private void write(SerializableString name, JsonChars text) throws IOException {
    json.writeFieldName(name);
    json.writeString(text.chars(), 0, text.length());
  }

  /** A whole number. */
  public void number(SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  /** True or false. */
  public void flag(SerializableString name, boolean value) throws IOException {
    json.writeFieldName(name);
    json.writeBoolean(value);
  }

  /** A list of texts. */
  public void texts(SerializableString name, List<String> values) throws IOException {
    json.writeFieldName(name);
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** Begins an inner object; what follows are its members. */
  public void begin(SerializableString name) throws IOException {
    json.writeFieldName(name);
    json.writeStartObject();
  }

  /** Ends an inner object. */
  public void end() throws IOException {
    json.writeEndObject();
  }
}
