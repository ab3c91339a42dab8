package com.leadignite.auth.supabase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.auth.supabase.Credentials.Sent;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that is called plain text, as a browser's {@code fetch} calls every string: Supabase
 * Auth reads it, so clients send it. By the same rules as JSON under its own name. It can be sent
 * from any page without asking first (CORS), which gives nothing away: no credential comes along by
 * itself.
 */
@Provider
@Singleton
@Consumes(MediaType.TEXT_PLAIN)
public final class PlainTextBodies implements MessageBodyReader<Object> {

  private final ObjectMapper json;

  PlainTextBodies(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Sent.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] text = body.readAllBytes();
    return text.length == 0 ? null : json.readValue(text, type);
  }
}
