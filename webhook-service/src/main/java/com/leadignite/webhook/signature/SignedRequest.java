package com.leadignite.webhook.signature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request as it was received: header fields, and the body's bytes untouched. */
public final class SignedRequest {

  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * A request.
   *
   * @param headers by name, in any case; a field that was sent twice has two values
   * @param body exactly what was received; not copied, because it may be large, and not to be
   *     changed by the caller
   */
  public SignedRequest(Map<String, List<String>> headers, byte[] body) {
    this.headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    field -> field.getKey().toLowerCase(Locale.ROOT),
                    field -> List.copyOf(field.getValue()),
                    (a, b) -> List.of("", "")));
    this.body = body;
  }

  /** The values of a field, one for each time it was sent. */
  List<String> values(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The field's value where it was sent once; null otherwise. */
  public @Nullable String header(String name) {
    List<String> values = values(name);
    return values.size() == 1 ? values.getFirst() : null;
  }

  /** The body itself, not a copy. */
  public byte[] body() {
    return body;
  }
}
