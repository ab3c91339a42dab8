package com.leadignite.guard.time;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/**
 * Moments in JSON, read and written by {@link Timestamps}. Jackson's own reader takes numbers,
 * times without seconds and years of six digits.
 */
@Singleton
final class TimestampJson implements ObjectMapperCustomizer {

  /** After Quarkus has registered Jackson's own module, so that this one comes before it. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("timestamps")
            .addDeserializer(Instant.class, new Reader())
            .addSerializer(Instant.class, new Writer()));
  }

  private static final class Reader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.currentToken().isScalarValue() ? json.getText() : "";
      return Timestamps.parse(text)
          .orElseThrow(
              () -> context.weirdStringException(text, Instant.class, "no date-time of RFC 3339"));
    }
  }

  private static final class Writer extends StdScalarSerializer<Instant> {

    private static final long serialVersionUID = 1L;

    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      char[] text = new char[Timestamps.LONGEST];
      json.writeString(text, 0, Timestamps.write(moment, text));
    }
  }
}
