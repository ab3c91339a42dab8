package com.leadignite.webhook.signature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request as it was received: what any sender signs of it, byte for byte. */
public final class SignedRequest {

  private final String method;
  private final String url;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * A request.
   *
   * @param method in capitals
   * @param url the whole address as the sender wrote it, with its query: nothing is decoded
   * @param headers by name, in any case; a field that was sent twice has two values
   * @param body exactly what was received; not copied, because it may be large, and not to be
   *     changed by the caller
   */
  public SignedRequest(String method, String url, Map<String, List<String>> headers, byte[] body) {
    this.method = method;
    this.url = url;
    this.headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    field -> field.getKey().toLowerCase(Locale.ROOT),
                    field -> List.copyOf(field.getValue()),
                    (a, b) -> List.of("", "")));
    this.body = body;
  }

  /** The method, in capitals. */
  public String method() {
    return method;
  }

  /** The whole address that the sender posted to, with its query and without a fragment. */
  public String url() {
    return url;
  }

  /** What follows the address's first question mark, not decoded; empty if there is none. */
  public String query() {
    int mark = url.indexOf('?');
    return mark < 0 ? "" : url.substring(mark + 1);
  }

  /** The values of a field, one for each time it was sent. */
  List<String> values(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The field's value if it was sent once; null otherwise. */
  public @Nullable String header(String name) {
    List<String> values = values(name);
    return values.size() == 1 ? values.getFirst() : null;
  }

  /** The body itself, not a copy. */
  public byte[] body() {
    return body;
  }
}
