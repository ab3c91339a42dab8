package com.leadignite.guard.token;

import com.leadignite.guard.id.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The members of a token's payload. A member of the wrong type is an {@link InvalidToken}.
 *
 * @param all the payload as parsed
 */
record Claims(Map<String, Object> all) {

  /** When the token was issued, in epoch milliseconds: a claim of ours. */
  private static final String MILLIS = "iat_ms";

  /** A text that must be there. */
  String text(String path) {
    return optionalText(path).orElseThrow(() -> new InvalidToken("no " + path));
  }

  /** A text; a path's dots lead into objects. */
  Optional<String> optionalText(String path) {
    return optional(path, String.class).filter(text -> !text.isEmpty());
  }

  boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  Optional<Boolean> optionalFlag(String name) {
    return optional(name, Boolean.class);
  }

  /** A UUID in its canonical form, in lower case. */
  UUID id(String path) {
    String text = text(path);
    return Uuids.parse(text)
        .filter(id -> id.toString().equals(text))
        .orElseThrow(() -> new InvalidToken(path + " is not a canonical UUID"));
  }

  /** A NumericDate that must be there (RFC 7519, section 2); fractions are kept to milliseconds. */
  Instant moment(String name) {
    return optionalMoment(name).orElseThrow(() -> new InvalidToken("no " + name));
  }

  /**
   * When the token was issued: {@code iat}, whose whole seconds our own tokens refine by {@code
   * iat_ms}. Whether a token is older than a revocation must not depend on the rest of a second.
   */
  Instant issuedAt() {
    Instant issuedAt = moment("iat");
    return optional(MILLIS, Number.class).map(millis -> refined(issuedAt, millis)).orElse(issuedAt);
  }

  private static Instant refined(Instant issuedAt, Number millis) {
    if (!(millis instanceof Long)
        || Math.floorDiv(millis.longValue(), 1000L) != issuedAt.getEpochSecond()) {
      throw new InvalidToken(MILLIS + " is not within the second of iat");
    }
    return Instant.ofEpochMilli(millis.longValue());
  }

  Optional<Instant> optionalMoment(String name) {
    return optional(name, Number.class).map(seconds -> instant(name, seconds));
  }

  /** A time in epoch milliseconds, as claims of our own have it. */
  Optional<Instant> optionalMillis(String name) {
    return optional(name, Long.class).map(Instant::ofEpochMilli);
  }

  List<?> list(String name) {
    return optional(name, List.class).orElse(List.of());
  }

  static Instant instant(String name, Number seconds) {
    double value = seconds.doubleValue();
    // Written so that what is no number is refused, too.
    if (!(value >= 0 && value <= 1e11)) {
      throw new InvalidToken(name + " is out of range");
    }
    return Instant.ofEpochMilli(Math.round(value * 1000));
  }

  private <T> Optional<T> optional(String path, Class<T> type) {
    Object at = all;
    for (String step : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> object ? object.get(step) : null;
    }
    if (at == null) {
      return Optional.empty();
    }
    if (!type.isInstance(at)) {
      throw new InvalidToken(path + " is of a wrong type");
    }
    return Optional.of(type.cast(at));
  }
}
