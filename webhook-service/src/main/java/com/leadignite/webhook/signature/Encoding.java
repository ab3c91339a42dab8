package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** How the bytes of a signature are written. */
public enum Encoding {
  /** Hexadecimal digits of either case. */
  HEX {
    @Override
    Optional<byte[]> decode(String text) {
      try {
        return Optional.of(HexFormat.of().parseHex(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    String encode(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
  },
  /** Base64 (RFC 4648, section 4), padded or not. */
  BASE64 {
    @Override
    Optional<byte[]> decode(String text) {
      try {
        return Optional.of(Base64.getDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    String encode(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
  };

  abstract Optional<byte[]> decode(String text);

  /** In lower case, or padded. */
  abstract String encode(byte[] bytes);

  /** The name on the wire: {@code hex} or {@code base64}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
