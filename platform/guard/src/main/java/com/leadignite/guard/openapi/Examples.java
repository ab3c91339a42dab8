package com.leadignite.guard.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Examples of bodies and answers: the file {@code openapi/<schema>.json} among a service's
 * resources is the example of that schema, wherever it is taken or answered.
 */
final class Examples {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Optional<Object>> known = new HashMap<>();

  /** Adds to an operation the examples that there are. */
  void addTo(Operation operation) {
    if (operation.getRequestBody() != null) {
      addTo(operation.getRequestBody().getContent());
    }
    operation
        .getResponses()
        .getAPIResponses()
        .values()
        .forEach(answer -> addTo(answer.getContent()));
  }

  private void addTo(@Nullable Content content) {
    if (content == null || content.getMediaTypes() == null) {
      return;
    }
    for (MediaType type : content.getMediaTypes().values()) {
      if (type.getSchema() != null && type.getSchema().getRef() != null) {
        String ref = type.getSchema().getRef();
        known
            .computeIfAbsent(ref.substring(ref.lastIndexOf('/') + 1), Examples::load)
            .ifPresent(type::setExample);
      }
    }
  }

  private static Optional<Object> load(String schema) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream("openapi/" + schema + ".json")) {
      return in == null ? Optional.empty() : Optional.of(JSON.readValue(in, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException("the example of " + schema + " is no JSON", e);
    }
  }
}
