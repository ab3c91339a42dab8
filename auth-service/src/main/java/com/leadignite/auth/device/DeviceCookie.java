package com.leadignite.auth.device;

import com.leadignite.guard.id.UserId;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that identifies a device on which somebody has signed in. Sent to this host alone and
 * read by no script; pages of another origin send it only if they send credentials.
 */
@Singleton
public final class DeviceCookie {

  private static final String NAME = "__Host-device";
  private static final String ATTRIBUTES =
      "; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Strict";

  private final CurrentVertxRequest current;
  private final DeviceTokens tokens;

  DeviceCookie(CurrentVertxRequest current, DeviceTokens tokens) {
    this.current = current;
    this.tokens = tokens;
  }

  /** The device of the current request. */
  public Device ofRequest() {
    RoutingContext context = current.getCurrent();
    return new Device(context, SentCookie.value(context.request(), NAME));
  }

  /** The device of a request, on any thread. */
  public final class Device {

    private final RoutingContext context;
    private final @Nullable String token;

    private Device(RoutingContext context, @Nullable String token) {
      this.context = context;
      this.token = token;
    }

    /** What the device showed, or null. */
    public @Nullable String token() {
      return token;
    }

    /** Its name, if the person has shown a second factor on it. */
    public Optional<String> ofSecondFactor(UserId user) {
      return tokens.deviceOfSecondFactor(token, user);
    }

    /** Lets the answer make it known to the account that was signed in to. */
    public void remember(UserId user) {
      answer(tokens.after(token, user));
    }

    /** The same if a second factor was shown. */
    public void rememberSecondFactor(UserId user) {
      answer(tokens.afterSecondFactor(token, user));
    }

    private void answer(String made) {
      context.response().headers().add(HttpHeaders.SET_COOKIE, NAME + "=" + made + ATTRIBUTES);
    }
  }
}
