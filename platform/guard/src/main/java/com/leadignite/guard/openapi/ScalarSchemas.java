package com.leadignite.guard.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** The schemas of values without parts. */
final class ScalarSchemas {

  private ScalarSchemas() {}

  /** The schema of a type; null if it is none of these. */
  static @Nullable Schema of(Class<?> type) {
    if (type == String.class) {
      return typed(SchemaType.STRING);
    }
    if (type == JsonNode.class) {
      return OASFactory.createSchema(); // anything
    }
    if (type == UUID.class) {
      return typed(SchemaType.STRING).format("uuid");
    }
    if (type == Instant.class) {
      return typed(SchemaType.STRING).format("date-time");
    }
    if (type == ObjectNode.class) {
      return objectOf(null);
    }
    if (type == boolean.class || type == Boolean.class) {
      return typed(SchemaType.BOOLEAN);
    }
    if (type == int.class || type == Integer.class) {
      return typed(SchemaType.INTEGER).format("int32");
    }
    return type == long.class || type == Long.class
        ? typed(SchemaType.INTEGER).format("int64")
        : null;
  }

  /** A schema of that type and nothing else. */
  static Schema typed(SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }

  /**
   * An object of any members with such values, or with any. Said expressly: generated clients take
   * silence for an object without members.
   */
  static Schema objectOf(@Nullable Schema values) {
    return typed(SchemaType.OBJECT)
        .additionalPropertiesSchema(
            values == null ? OASFactory.createSchema().booleanSchema(true) : values);
  }

  /** The same schema, or null; what is not constrained may be null already. */
  static Schema orNull(Schema schema) {
    if (schema.getRef() == null) {
      return schema.getType() == null ? schema : schema.addType(SchemaType.NULL);
    }
    return OASFactory.createSchema().anyOf(List.of(schema, typed(SchemaType.NULL)));
  }
}
