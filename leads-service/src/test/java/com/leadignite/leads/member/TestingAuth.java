package com.leadignite.leads.member;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * auth-service as far as this service asks it: a token for the right secret, and who is a member
 * for that token. Tests tell it who is by PUT on the same path, since Quarkus loads this class more
 * than once; and by PUT on {@code /answer} what it answers instead.
 */
@WithTestResource(value = TestingAuth.class, scope = TestResourceScope.GLOBAL)
public final class TestingAuth implements QuarkusTestResourceLifecycleManager {

  private static final String BASE = "leadignite.testing-auth";
  private static final String SECRET = "secret-of-leads";
  private static final String TOKEN = "token-of-leads";
  private static final String USUAL = "0";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Set<String> members = ConcurrentHashMap.newKeySet();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile int answer;
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/auth/v1/token", this::token);
    server.createContext("/auth/v1/organizations/", this::member);
    server.createContext("/answer/", this::instead);
    server.createContext("/questions", http -> send(http, 200, "" + questions.get()));
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    System.setProperty(BASE, base);
    return Map.of(
        "leadignite.members.url",
        base + "/auth/v1",
        "leadignite.service-token.url",
        base + "/auth/v1/token",
        "leadignite.service-token.client-id",
        "leads-service",
        "leadignite.service-token.client-secret",
        SECRET);
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  /** Makes somebody a member. */
  public static void join(UUID tenant, UUID user) {
    call("PUT", "/auth/v1/organizations/" + tenant + "/members/" + user);
  }

  /** Takes them out again. */
  public static void leave(UUID tenant, UUID user) {
    call("DELETE", "/auth/v1/organizations/" + tenant + "/members/" + user);
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
                .encodeToString(("leads-service:" + SECRET).getBytes(StandardCharsets.UTF_8));
    boolean right =
        basic.equals(http.getRequestHeaders().getFirst("Authorization"))
            && "grant_type=client_credentials".equals(http.getRequestURI().getQuery());
    send(
        http,
        right ? 200 : 401,
        "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":900}".formatted(TOKEN));
  }

  private void member(HttpExchange http) throws IOException {
    String who = http.getRequestURI().getPath();
    switch (http.getRequestMethod()) {
      case "PUT" -> members.add(who);
      case "DELETE" -> members.remove(who);
      default -> {
        questions.incrementAndGet();
        if (!List.of("Bearer " + TOKEN).equals(http.getRequestHeaders().get("Authorization"))) {
          send(http, 401, "{}");
          return;
        }
        if (answer != 0) {
          send(http, answer, "{}");
          return;
        }
      }
    }
    send(http, 200, "{\"member\":" + members.contains(who) + "}");
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
