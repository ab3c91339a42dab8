package com.leadignite.webhook.processing;

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
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * leads-service as far as webhook-service reports to it. Tests say over HTTP what it answers, since
 * Quarkus loads this class more than once.
 */
public final class TestingLeads implements QuarkusTestResourceLifecycleManager {

  static final String LEAD = "019b0000-0000-7000-8000-000000000001";
  static final String CALL = "019b0000-0000-7000-8000-000000000002";
  private static final String BASE = "leadignite.testing-leads";
  private static final String CREATED =
      "{\"outcome\":\"created\",\"lead_id\":\"" + LEAD + "\",\"call_id\":\"" + CALL + "\"}";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Queue<String> taken = new ConcurrentLinkedQueue<>();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/leads/v1/intake", this::take);
    server.createContext(
        "/answer",
        http -> {
          answers.add(text(http));
          send(http, 200, "");
        });
    server.createContext(
        "/taken",
        http -> {
          String all = String.join("\n", taken);
          if (http.getRequestMethod().equals("DELETE")) {
            taken.clear();
            answers.clear();
          }
          send(http, 200, all);
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    System.setProperty(BASE, base);
    return Map.of(
        "leadignite.leads.url", base,
        "leadignite.processing.round", "50ms",
        "leadignite.processing.first-pause", "20ms",
        "leadignite.processing.longest-pause", "50ms",
        "leadignite.processing.tries", "4");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  /** Has the next report answered so, and those after it by what is said after. */
  static void answerNext(int status, String body) {
    call("PUT", "/answer", status + " " + body);
  }

  /** The reports that came, in their order. */
  static List<String> taken() {
    String all = call("GET", "/taken", "");
    return all.isEmpty() ? List.of() : List.of(all.split("\n"));
  }

  static void forget() {
    call("DELETE", "/taken", "");
  }

  private void take(HttpExchange http) throws IOException {
    taken.add(text(http));
    String said = answers.poll();
    if (!"Bearer token-of-the-service".equals(http.getRequestHeaders().getFirst("Authorization"))) {
      send(http, 401, "{}");
    } else if (said == null) {
      send(http, 200, CREATED);
    } else {
      send(http, Integer.parseInt(said.substring(0, 3)), said.substring(4));
    }
  }

  private static String call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getProperty(BASE) + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the double of leads-service does not answer", e);
    }
  }

  private static String text(HttpExchange http) throws IOException {
    return new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange http, int status, String body) throws IOException {
    try (http) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      http.getResponseBody().write(bytes);
    }
  }
}
