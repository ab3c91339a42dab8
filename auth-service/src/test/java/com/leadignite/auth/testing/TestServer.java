package com.leadignite.auth.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Somebody else's HTTP server on this machine, which answers what a test says. */
public final class TestServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<Received, Answered> answers;

  /** A request; names of header fields are in lower case. */
  public record Received(String method, String path, Map<String, String> headers, String body) {}

  /** An answer. */
  public record Answered(int status, Map<String, String> headers, String body) {

    /** One of JSON. */
    public static Answered json(int status, String body) {
      return new Answered(status, Map.of("content-type", "application/json"), body);
    }
  }

  private TestServer(HttpServer server, Function<Received, Answered> answers) {
    this.server = server;
    this.answers = answers;
  }

  /** Starts one that answers so. */
  public static TestServer start(Function<Received, Answered> answers) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TestServer started = new TestServer(server, answers);
      server.createContext("/", started::handle);
      server.setExecutor(started.threads);
      server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it received, the oldest first. */
  public List<Received> received() {
    return received;
  }

  /** From now on it answers so, and what it received is forgotten. */
  public void answer(Function<Received, Answered> how) {
    received.clear();
    answers = how;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Received request =
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers(exchange.getRequestHeaders()),
              body);
      received.add(request);
      Answered answer = answers.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Map<String, String> headers(Headers sent) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.forEach((name, values) -> headers.put(name, String.join(",", values)));
    return headers;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
