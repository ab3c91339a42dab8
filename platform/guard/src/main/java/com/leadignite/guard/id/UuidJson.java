package com.leadignite.guard.id;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.UUID;

/**
 * UUIDs in JSON, read by {@link Uuids}. Jackson's own reader takes 24 characters of base64, too.
 */
@Singleton
final class UuidJson implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(new SimpleModule("uuids").addDeserializer(UUID.class, new Reader()));
  }

  private static final class Reader extends StdScalarDeserializer<UUID> {

    private static final long serialVersionUID = 1L;

    Reader() {
      super(UUID.class);
    }

    @Override
    public UUID deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.currentToken().isScalarValue() ? json.getText() : "";
      return Uuids.parse(text)
          .orElseThrow(() -> context.weirdStringException(text, UUID.class, "no UUID"));
    }
  }
}
