package com.leadignite.auth.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.leadignite.guard.json.JsonMembers;
import java.io.IOException;

/** Sessions as JSON, as Jackson would write the record; a test holds the two equal. */
final class ListedSessionJson extends StdSerializer<ListedSession> {

  private static final long serialVersionUID = 1L;

  private static final SerializableString ID = JsonMembers.name("id");
  private static final SerializableString CREATED_AT = JsonMembers.name("created_at");
  private static final SerializableString REFRESHED_AT = JsonMembers.name("refreshed_at");
  private static final SerializableString DEVICE = JsonMembers.name("device");
  private static final SerializableString USER_AGENT = JsonMembers.name("user_agent");
  private static final SerializableString ADDRESS = JsonMembers.name("address");
  private static final SerializableString AAL = JsonMembers.name("aal");
  private static final SerializableString CURRENT = JsonMembers.name("current");

  ListedSessionJson() {
    super(ListedSession.class);
  }

  @Override
  public void serialize(ListedSession session, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    JsonMembers out = new JsonMembers(json);
    json.writeStartObject();
    out.id(ID, session.id().value());
    out.time(CREATED_AT, session.createdAt());
    out.time(REFRESHED_AT, session.refreshedAt());
    out.text(DEVICE, session.device());
    out.text(USER_AGENT, session.userAgent());
    out.text(ADDRESS, session.address());
    out.text(AAL, session.aal());
    out.flag(CURRENT, session.current());
    json.writeEndObject();
  }
}
