package com.leadignite.auth.integration;

import com.leadignite.auth.device.SentCookie;
import com.leadignite.auth.key.DerivedHmac;
import com.leadignite.auth.key.RootKey;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Binds the way to a provider and back to one browser: a cookie holds a secret, and the {@code
 * state} is the flow's id with a MAC over both (B27). Who is sent to the provider by somebody else
 * has no such cookie, so that their account is not connected to another's organization.
 */
@Singleton
final class BrowserBinding {

  /** Lax: the provider's redirect is a navigation from another site. */
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

  private static final String NAME = "__Host-integration";
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{64}");
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 16;

  private final CurrentVertxRequest current;
  private final DerivedHmac states;
  private final DerivedHmac verifiers;
  private final SecureRandom random;
  private final IntegrationConfig config;

  BrowserBinding(
      CurrentVertxRequest current, RootKey rootKey, SecureRandom random, IntegrationConfig config) {
    this.current = current;
    this.states = rootKey.hmac("bind integrations to browsers");
    this.verifiers = rootKey.hmac("verify codes of integrations");
    this.random = random;
    this.config = config;
  }

  /**
   * What a flow shows the provider.
   *
   * @param verifier of PKCE; it is computed again from the cookie and not stored
   */
  record Shown(String state, String verifier) {

    @Override
    public String toString() {
      return "Shown";
    }
  }

  /** Binds a flow to the browser of the current request, which the answer gives the cookie. */
  Shown bind(UUID flow) {
    HttpServerRequest request = current.getCurrent().request();
    String secret = secret(request);
    if (secret == null) {
      byte[] fresh = new byte[SECRET_BYTES];
      random.nextBytes(fresh);
      secret = base64Url(fresh);
    }
    request
        .response()
        .headers()
        .add(
            HttpHeaders.SET_COOKIE,
            NAME + "=" + secret + ATTRIBUTES + config.connectWithin().toSeconds());
    byte[] id = bytes(flow);
    return shown(id, secret);
  }

  /** A flow that this browser was given, and its verifier. */
  record Bound(UUID id, String verifier) {

    @Override
    public String toString() {
      return "Bound";
    }
  }

  /** The flow of a state that this browser was given; empty for any other state. */
  Optional<Bound> flow(String state) {
    String secret = secret(current.getCurrent().request());
    if (secret == null || !STATE.matcher(state).matches()) {
      return Optional.empty();
    }
    byte[] sent = Base64.getUrlDecoder().decode(state);
    byte[] id = new byte[ID_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(sent).get(id);
    byte[] mac = new byte[buffer.remaining()];
    buffer.get(mac);
    ByteBuffer read = ByteBuffer.wrap(id);
    UUID flow = new UUID(read.getLong(), read.getLong());
    return verifier(id, ascii(secret), mac).map(verifier -> new Bound(flow, verifier));
  }

  /** Of the same key as the state, which another replica may have made with another than ours. */
  private Optional<String> verifier(byte[] id, byte[] secret, byte[] mac) {
    List<byte[]> macs = states.all(id, secret);
    return IntStream.range(0, macs.size())
        .filter(key -> MessageDigest.isEqual(mac, macs.get(key)))
        .mapToObj(key -> base64Url(verifiers.all(id, secret).get(key)))
        .findFirst();
  }

  private Shown shown(byte[] id, String secret) {
    byte[] mac = states.of(id, ascii(secret));
    return new Shown(
        base64Url(ByteBuffer.allocate(ID_BYTES + mac.length).put(id).put(mac).array()),
        base64Url(verifiers.of(id, ascii(secret))));
  }

  private static @Nullable String secret(HttpServerRequest request) {
    String sent = SentCookie.value(request, NAME);
    return sent != null && SECRET.matcher(sent).matches() ? sent : null;
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
