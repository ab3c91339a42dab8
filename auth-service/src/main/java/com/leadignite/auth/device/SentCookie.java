package com.leadignite.auth.device;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cookie of ours in a request. */
public final class SentCookie {

  private SentCookie() {}

  /** Its value; null if it was not sent, or twice: of two, one was put there by others (B26). */
  public static @Nullable String value(HttpServerRequest request, String name) {
    List<String> sent =
        request.headers().getAll(HttpHeaders.COOKIE).stream()
            .flatMap(field -> Arrays.stream(field.split(";", -1)))
            .map(String::strip)
            .filter(cookie -> cookie.startsWith(name + "="))
            .map(cookie -> cookie.substring(name.length() + 1))
            .toList();
    return sent.size() == 1 ? sent.getFirst() : null;
  }
}
