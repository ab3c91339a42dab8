package com.leadignite.auth.passkey;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * The one map of CBOR (RFC 8949) at the beginning of some bytes. Nothing is bound to a class: no
 * reflection. Twice the same name is refused, as the canonical form of CTAP2 demands.
 *
 * @param members its members by name, or number in decimal; a value is a {@code Long}, a {@code
 *     String} or a {@code byte[]}, and what is none of these is {@link #OTHER}
 * @param length how many bytes it takes
 */
record Cbor(Map<String, Object> members, int length) {

  /** A value of no use here. */
  static final Object OTHER = new Object();

  private static final int DEEPEST = 8;

  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(256)
                  .maxNumberLength(64)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  Cbor {
    members = Map.copyOf(members);
  }

  /** Reads it; fails with malformed. */
  static Cbor map(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw PasskeyRefused.malformed();
      }
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        members.put(name, value(parser));
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw PasskeyRefused.malformed();
      }
      return new Cbor(members, (int) parser.currentLocation().getByteOffset());
    } catch (JacksonException e) {
      throw PasskeyRefused.malformed();
    }
  }

  private static Object value(JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
      return parser.getBinaryValue();
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    parser.skipChildren();
    return OTHER;
  }

  /** A whole number. */
  long number(String name) {
    return member(name, Long.class);
  }

  /** Text. */
  String text(String name) {
    return member(name, String.class);
  }

  /** Bytes. */
  byte[] bytes(String name) {
    return member(name, byte[].class);
  }

  private <T> T member(String name, Class<T> type) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw PasskeyRefused.malformed();
    }
    return type.cast(value);
  }
}
