package com.leadignite.testkit.peer;

import com.leadignite.guard.caller.Role;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * auth-service as far as other services ask it: a token for the right secret, and who is what in an
 * organization for that token. Tests say who is what; the argument {@code everybody} names a role
 * for all of whom they say nothing. They tell it over HTTP, since Quarkus loads this class more
 * than once.
 */
public final class TestingAuth implements QuarkusTestResourceLifecycleManager {

  private static final String BASE = "leadignite.testing-auth";
  private static final String CLIENT_ID = "service-under-test";
  private static final String SECRET = "secret-of-the-service";
  private static final String TOKEN = "token-of-the-service";
  private static final String NOBODY = "";
  private static final String USUAL = "0";
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Map<String, Membership> memberships = new ConcurrentHashMap<>();
  private final AtomicInteger joined = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile int answer;
  private Membership everybody = membership(NOBODY);
  private @Nullable HttpServer server;

  @Override
  public void init(Map<String, String> arguments) {
    everybody = membership(arguments.getOrDefault("everybody", NOBODY));
  }

  @Override
  public Map<String, String> start() {
    HttpServer started;
    try {
      started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the double of auth-service cannot listen", e);
    }
    started.setExecutor(Executors.newCachedThreadPool());
    started.createContext("/auth/v1/token", this::token);
    started.createContext("/auth/v1/organizations/", this::role);
    started.createContext("/answer/", this::instead);
    started.createContext("/questions", http -> send(http, 200, "" + questions.get()));
    started.start();
    server = started;
    String base = "http://127.0.0.1:" + started.getAddress().getPort();
    System.setProperty(BASE, base);
    return Map.of(
        "leadignite.members.url",
        base + "/auth/v1",
        "leadignite.service-token.url",
        base + "/auth/v1/token",
        "leadignite.service-token.client-id",
        CLIENT_ID,
        "leadignite.service-token.client-secret",
        SECRET);
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  /** Makes somebody a member; answers since when they are one, which is later each time. */
  public static Instant join(UUID tenant, UUID user, Role role) {
    return Instant.parse(call("PUT", path(tenant, user) + "?" + role.wireName()));
  }

  /** Takes them out. */
  public static void leave(UUID tenant, UUID user) {
    call("PUT", path(tenant, user));
  }

  private static String path(UUID tenant, UUID user) {
    return "/auth/v1/organizations/" + tenant + "/members/" + user;
  }

  /** Answers every question with that status from now on. */
  public static void answerAlways(int status) {
    call("PUT", "/answer/" + status);
  }

  /** Answers questions again. */
  public static void answerAsUsual() {
    call("PUT", "/answer/" + USUAL);
  }

  /** How many questions came so far. */
  public static int questions() {
    return Integer.parseInt(call("GET", "/questions"));
  }

  private static String call(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getProperty(BASE) + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the double of auth-service does not answer", e);
    }
  }

  private void token(HttpExchange http) throws IOException {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT_ID + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    boolean right =
        basic.equals(http.getRequestHeaders().getFirst("Authorization"))
            && "grant_type=client_credentials".equals(http.getRequestURI().getQuery());
    send(
        http,
        right ? 200 : 401,
        "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"bearer\",\"expires_in\":900}");
  }

  private void role(HttpExchange http) throws IOException {
    String who = http.getRequestURI().getPath();
    if (http.getRequestMethod().equals("PUT")) {
      Membership now =
          membership(Objects.requireNonNullElse(http.getRequestURI().getQuery(), NOBODY));
      memberships.put(who, now);
      send(http, 200, now.since().toString());
      return;
    }
    questions.incrementAndGet();
    if (!List.of("Bearer " + TOKEN).equals(http.getRequestHeaders().get("Authorization"))) {
      send(http, 401, "{}");
    } else if (answer != 0) {
      send(http, answer, "{}");
    } else {
      send(http, 200, memberships.getOrDefault(who, everybody).answer());
    }
  }

  private record Membership(String role, Instant since) {

    String answer() {
      return role.isEmpty()
          ? "{\"member\":false}"
          : "{\"member\":true,\"role\":\"" + role + "\",\"since\":\"" + since + "\"}";
    }
  }

  private Membership membership(String role) {
    return new Membership(role, FIRST.plusSeconds(joined.getAndIncrement()));
  }

  private void instead(HttpExchange http) throws IOException {
    answer = Integer.parseInt(http.getRequestURI().getPath().substring("/answer/".length()));
    send(http, 200, "");
  }

  private static void send(HttpExchange http, int status, String body) throws IOException {
    try (http) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      http.getResponseBody().write(bytes);
    }
  }
}
