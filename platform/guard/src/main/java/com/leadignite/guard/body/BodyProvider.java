package com.leadignite.guard.body;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads what resource methods declare as their body: a {@link Body} record, alone or wrapped. */
@jakarta.ws.rs.ext.Provider
@Singleton
@Consumes({MediaType.APPLICATION_JSON, BodyProvider.MERGE_PATCH})
public final class BodyProvider implements ServerMessageBodyReader<Object> {

  /** The media type of a {@link MergePatch}. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  private final Provider<BodyReader> reader;

  // Made while the service is built, when validators are not there yet.
  BodyProvider(Provider<BodyReader> reader) {
    this.reader = reader;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType mediaType) {
    return isReadable(type);
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return isReadable(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type, Type generic, MediaType mediaType, ServerRequestContext context)
      throws IOException {
    return read(type, generic, context.getInputStream());
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return read(type, generic, body);
  }

  private static boolean isReadable(Class<?> type) {
    return type == MergePatch.class
        || type == SentBody.class
        || type.isAnnotationPresent(Body.class);
  }

  private Object read(Class<?> type, Type generic, InputStream body) throws IOException {
    byte[] bytes = body.readAllBytes();
    if (type == MergePatch.class) {
      return reader.get().patch(bytes, argument(generic));
    }
    if (type == SentBody.class) {
      return new SentBody<>(reader.get().read(bytes, argument(generic)), bytes);
    }
    return reader.get().read(bytes, type.asSubclass(Record.class));
  }

  private static Class<? extends Record> argument(Type generic) {
    return ((Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0])
        .asSubclass(Record.class);
  }
}
