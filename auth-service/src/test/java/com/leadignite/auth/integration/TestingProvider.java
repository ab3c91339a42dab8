package com.leadignite.auth.integration;

import com.leadignite.auth.testing.OperatorServer;
import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A provider as RFC 6749, 7009, 7636 and 9207 describe it: codes that are exchanged once, refresh
 * tokens that are replaced at each use and whose reuse ends the grant. It can be down, or answer
 * nonsense.
 */
final class TestingProvider implements Function<Received, Answered> {

  /** What the token endpoint does. */
  enum Mode {
    WORKS,
    DOWN,
    BUSY,
    GARBAGE,
    HUGE,
    REFUSES_CLIENT
  }

  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Map<String, Boolean> refreshTokens = new ConcurrentHashMap<>();
  final List<String> shown = new CopyOnWriteArrayList<>();
  final List<String> revoked = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();
  volatile Mode mode = Mode.WORKS;
  volatile long life = 3600;
  volatile String account = "l1C08ntBrFjLS0elLIYU";
  volatile boolean odd;
  volatile boolean rotates = true;
  volatile boolean revocationWorks = true;
  volatile int keyStatus = 200;
  volatile String keyAnswer = "[]";

  /** Called with the path of each request to a token endpoint before it is answered. */
  volatile Consumer<String> before = path -> {};

  /** Called before a key is answered. */
  volatile Runnable beforeKey = () -> {};

  @Override
  public Answered apply(Received request) {
    URI uri = URI.create(request.path());
    return switch (uri.getPath()) {
      case "/acme/token" -> token(request, false);
      case "/gohighlevel/token" -> token(request, true);
      case "/acme/revoke" -> revoke(request);
      case "/vapi/assistant" -> key(request.headers().get("authorization"));
      case "/elevenlabs/v1/user" -> key(request.headers().get("xi-api-key"));
      default -> OperatorServer.agrees(request);
    };
  }

  /** A person grants access: the code that they are sent back with. */
  String grant(String authorizationUrl) {
    String code = "code-" + count.incrementAndGet();
    codes.put(code, form(URI.create(authorizationUrl).getRawQuery()));
    return code;
  }

  /** The person takes all back at the provider. */
  void revokeAll() {
    refreshTokens.replaceAll((token, valid) -> false);
  }

  private Answered token(Received request, boolean inForm) {
    Map<String, String> form = form(request.body());
    shown.add(String.valueOf(form.get("refresh_token")));
    before.accept(request.path());
    return switch (mode) {
      case DOWN -> Answered.json(503, "");
      case BUSY -> Answered.json(429, "{\"error\": \"slow_down\"}");
      case GARBAGE -> Answered.json(200, "<html>It works!</html>");
      case HUGE -> Answered.json(200, "{\"access_token\": \"" + "x".repeat(100_000) + "\"}");
      case REFUSES_CLIENT -> Answered.json(401, "{\"error\": \"invalid_client\"}");
      case WORKS ->
          isClient(request, form, inForm)
              ? exchange(form, inForm)
              : Answered.json(401, "{\"error\": \"invalid_client\"}");
    };
  }

  private static boolean isClient(Received request, Map<String, String> form, boolean inForm) {
    if (inForm) {
      return "client of gohighlevel".equals(form.get("client_id"))
          && "secret/of+gohighlevel".equals(form.get("client_secret"))
          && "Location".equals(form.get("user_type"));
    }
    String basic =
        Base64.getEncoder()
            .encodeToString(
                "client+of+acme:secret%2Fof%2Bacme".getBytes(StandardCharsets.US_ASCII));
    return ("Basic " + basic).equals(request.headers().get("authorization"));
  }

  private Answered exchange(Map<String, String> form, boolean inForm) {
    if ("refresh_token".equals(form.get("grant_type"))) {
      return refresh(String.valueOf(form.get("refresh_token")));
    }
    Map<String, String> asked = codes.remove(String.valueOf(form.get("code")));
    boolean good =
        asked != null
            && Objects.equals(asked.get("redirect_uri"), form.get("redirect_uri"))
            && (inForm || s256(form.get("code_verifier")).equals(asked.get("code_challenge")));
    return good ? tokens("refresh-" + count.incrementAndGet()) : refused();
  }

  /** A token that was used already is that of a thief, or of ours: nobody keeps access. */
  private Answered refresh(String token) {
    if (!Boolean.TRUE.equals(refreshTokens.get(token))) {
      if (refreshTokens.containsKey(token)) {
        revokeAll();
      }
      return refused();
    }
    if (!rotates) {
      return tokens(null);
    }
    refreshTokens.put(token, false);
    return tokens("refresh-" + count.incrementAndGet());
  }

  private Answered tokens(String refreshToken) {
    JsonObject answer =
        new JsonObject()
            .put("access_token", "access-" + count.incrementAndGet())
            .put("token_type", "Bearer")
            .put("expires_in", life)
            .put("scope", "contacts.readonly")
            .put("locationId", account);
    if (odd) {
      answer.put("expires_in", "soon").put("scope", "x".repeat(300)).put("token_type", 7);
    }
    if (refreshToken != null) {
      refreshTokens.put(refreshToken, true);
      answer.put("refresh_token", refreshToken);
    }
    return Answered.json(200, answer.encode());
  }

  private static Answered refused() {
    return Answered.json(
        400, "{\"error\": \"invalid_grant\", \"error_description\": \"secret text\"}");
  }

  private Answered revoke(Received request) {
    if (!revocationWorks) {
      return Answered.json(503, "");
    }
    String token = form(request.body()).get("token");
    revoked.add(token);
    return new Answered(200, Map.of(), "");
  }

  private Answered key(String shownKey) {
    keys.add(String.valueOf(shownKey));
    beforeKey.run();
    return Answered.json(keyStatus, keyAnswer);
  }

  static Map<String, String> form(String encoded) {
    Map<String, String> form = new TreeMap<>();
    for (String member : encoded.split("&", -1)) {
      int at = member.indexOf('=');
      form.put(decoded(member.substring(0, at)), decoded(member.substring(at + 1)));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
