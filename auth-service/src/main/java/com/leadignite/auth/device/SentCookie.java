package com.leadignite.auth.device;

import com.leadignite.guard.cookie.Cookies;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cookie of ours in a request that goes on without it. */
public final class SentCookie {

  private SentCookie() {}

  /** Its value; null if it was not sent, or twice: of two, one was put there by others (B26). */
  public static @Nullable String value(HttpServerRequest request, String name) {
    List<String> sent = Cookies.all(request.headers(), name);
    return sent.size() == 1 ? sent.getFirst() : null;
  }
}
