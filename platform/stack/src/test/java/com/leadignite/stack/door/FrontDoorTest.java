package com.leadignite.stack.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.Ports;
import com.leadignite.embedded.mailbox.Mailbox;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontDoorTest {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch heardOfTheEnd = new CountDownLatch(1);
  private final Mailbox mailbox = Mailbox.start(Ports.free(), Clock.systemUTC());
  private HttpServer service;
  private FrontDoor door;
  private int port;

  @BeforeEach
  void start() throws Exception {
    service =
        vertx
            .createHttpServer()
            .requestHandler(this::serve)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    URI there = URI.create("http://127.0.0.1:" + service.actualPort());
    URI nobody = URI.create("http://127.0.0.1:" + Ports.free());
    port = Ports.free();
    door =
        FrontDoor.open(
            List.of(InetAddress.getLoopbackAddress()),
            port,
            List.of(
                new Route("/leads/v1", "leads", there), new Route("/audit/v1", "audit", nobody)),
            List.of(new Documentation("leads", there)),
            mailbox,
            Set.of("https://app.example"));
  }

  @AfterEach
  void stop() {
    door.close();
    mailbox.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void serve(HttpServerRequest in) {
    if (in.path().startsWith("/q/swagger-ui/")) {
      in.response()
          .putHeader("content-type", "text/html")
          .end("<script>url: '/q/openapi'</script>");
    } else if (in.path().equals("/q/openapi")) {
      in.response().putHeader("content-type", "application/json").end("{}");
    } else if (in.uri().endsWith("/cut")) {
      in.response().setChunked(true).write("half").onComplete(done -> in.connection().close());
    } else if (in.uri().endsWith("/die")) {
      in.connection().close();
    } else if (in.uri().endsWith("/empty")) {
      in.response().setStatusCode(204).end();
    } else if (in.uri().endsWith("/same")) {
      in.response().setStatusCode(304).putHeader("etag", "\"1\"").end();
    } else if (in.uri().endsWith("/waits")) {
      in.response().exceptionHandler(gone -> heardOfTheEnd.countDown());
      reached.countDown();
    } else if (in.uri().endsWith("/early")) {
      in.response().setStatusCode(413).end("too much");
    } else {
      in.body()
          .onSuccess(body ->
              in.response()
                  .putHeader("x-length", String.valueOf(body.length()))
                  .putHeader("x-hop", "secret")
                  .putHeader("connection", "x-hop")
                  .end(echo(in, body)));
    }
  }

  private static Buffer echo(HttpServerRequest in, Buffer body) {
    JsonObject headers = new JsonObject();
    in.headers()
        .forEach(field ->
            headers.put(field.getKey().toLowerCase(java.util.Locale.ROOT), field.getValue()));
    return new JsonObject()
        .put("method", in.method().name())
        .put("uri", in.uri())
        .put("headers", headers)
        .put("body", body.length() > 100 ? "" : body.toString())
        .toBuffer();
  }

  @Test
  @Tag("B6")
  void sendsEveryTargetOnAsItCame() throws Exception {
    List<String> targets =
        List.of(
            "/leads/v1/leads?a=b&a=%20c",
            "/leads/v1//leads",
            "/leads/v1/../../auth/v1/x",
            "/leads/v1/%2e%2e/%2F",
            "/leads/v1/leads;a=b",
            "/leads/v1/./leads/",
            "/leads/v1/%C3%A4|\"",
            "/leads/v1?x");
    for (String target : targets) {
      String answer = raw("GET " + target + " HTTP/1.1\r\nHost: a.example\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertEquals(target, json(answer).getString("uri"));
    }
  }

  @Test
  void doesNotTakeAPrefixForAPath() throws Exception {
    for (String target :
        List.of(
            "/leads/v10", "/leads/v1;a", "//leads/v1", "/LEADS/v1", "/leads%2fv1", "/q/metrics")) {
      String answer = raw("GET " + target + " HTTP/1.1\r\nHost: a.example\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 404"), target + " " + answer);
      assertTrue(answer.contains("application/problem+json"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a/b", "user@host", "[::1", "[::1]:80", "a:80", "a:99999", "a:b", "a#b"})
  @Tag("B46")
  void sendsEveryHostOnAsItCame(String host) throws Exception {
    String answer = raw("GET /leads/v1/leads HTTP/1.1\r\nHost: " + host + "\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertEquals(host, json(answer).getJsonObject("headers").getString("host"));
  }

  @Test
  @Tag("B19")
  void refusesATargetThatNamesAHost() throws Exception {
    String answer = raw("GET http://evil.example/leads/v1/leads HTTP/1.1\r\nHost: a.example\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
  }

  @Test
  @Tag("B15")
  void forwardsTheAddressOfTheConnectionWhateverAClientClaims() throws Exception {
    String answer =
        raw(
            String.join(
                "\r\n",
                "GET /leads/v1/x HTTP/1.1",
                "Host: a.example:8080",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-For: 7.7.7.7",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 1",
                "Forwarded: for=6.6.6.6;host=evil.example",
                "X-Hop: x",
                "Connection: x-hop",
                ""));

    JsonObject headers = json(answer).getJsonObject("headers");
    assertEquals("127.0.0.1", headers.getString("x-forwarded-for"));
    assertEquals("http", headers.getString("x-forwarded-proto"));
    assertEquals("a.example:8080", headers.getString("x-forwarded-host"));
    assertEquals("a.example:8080", headers.getString("host"));
    assertFalse(headers.containsKey("forwarded"));
    assertFalse(headers.containsKey("x-forwarded-port"));
    assertFalse(headers.containsKey("x-hop"));
    assertFalse(answer.contains("secret"), answer);
  }

  @Test
  void sendsBodiesOfAnySizeOnInBothFramings() throws Exception {
    byte[] large = new byte[3_000_000];

    HttpResponse<String> sized =
        send("POST", "/leads/v1/x", HttpRequest.BodyPublishers.ofByteArray(large));
    HttpResponse<String> chunked =
        send(
            "PUT",
            "/leads/v1/x",
            HttpRequest.BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(large)));
    HttpResponse<String> small =
        send("PATCH", "/leads/v1/x", HttpRequest.BodyPublishers.ofString("abc"));

    assertEquals("3000000", sized.headers().firstValue("x-length").orElse(""));
    assertEquals("3000000", chunked.headers().firstValue("x-length").orElse(""));
    assertEquals("abc", new JsonObject(small.body()).getString("body"));
    assertEquals("PATCH", new JsonObject(small.body()).getString("method"));
  }

  @Test
  void answersAHeadRequestWithoutABody() throws Exception {
    HttpResponse<String> answer = send("HEAD", "/leads/v1/x", HttpRequest.BodyPublishers.noBody());

    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void answersAHeadRequestForItsOwnPages() throws Exception {
    for (String page : List.of("/", "/docs/leads/", "/docs/leads/openapi")) {
      HttpResponse<String> answer = send("HEAD", page, HttpRequest.BodyPublishers.noBody());

      assertEquals(200, answer.statusCode(), page);
      assertEquals("", answer.body());
    }
    HttpResponse<String> posted = send("POST", "/", HttpRequest.BodyPublishers.noBody());
    assertEquals(405, posted.statusCode());
    assertEquals("GET, HEAD", posted.headers().firstValue("allow").orElse(""));
  }

  @ParameterizedTest
  @Tag("B46")
  @CsvSource({
    "GET /nothing HTTP/1.1|Host: a,404",
    "POST / HTTP/1.1|Host: a,405",
    "GET /audit/v1/events HTTP/1.1|Host: a,503",
    "GET /leads/v1/die HTTP/1.1|Host: a,502",
    "GET http://a/leads/v1/leads HTTP/1.1|Host: a,400",
    "GET /leads/v1/leads HTTP/1.1,400",
    "GET /leads/v1/leads HTTP/1.1|Host: a|Host: a,400",
    "GET /leads/v1/leads HTTP/1.1|Host: a|Host: b,400",
    "GET /leads/v1/leads HTTP/1.1|Host: a|X y: z,400",
    "GET /leads/v1/leads HTTP/1.1|Host: a|: z,400",
    "POST /leads/v1/leads HTTP/1.1|Host: a|Transfer-Encoding: gzip,400",
    "POST /leads/v1/leads HTTP/1.1|Host: a|Transfer-Encoding:| chunked,400",
    "GET /leads/v1/leads HTTP/1.1|Host: a|Content-Length: 1|Content-Length: 2,400",
    "GET /leads/v1/leads HTTP/1.1|Host: a|X: LONG,431"
  })
  void answersAsAServiceWouldIfNoServiceIsCalled(String head, int status) throws Exception {
    String text = head.replaceFirst("\\|", "|Origin: https://app.example|") + "|";
    if (!head.contains("|")) {
      text = head + "|Origin: https://app.example|";
    }

    String answer = raw(text.replace("LONG", "y".repeat(70_000)).replace("|", "\r\n"));

    assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    assertTrue(answer.contains("access-control-allow-origin: https://app.example\r\n"), answer);
    String id = json(answer).getString("request_id");
    assertTrue(answer.contains("x-request-id: " + id + "\r\n"), answer);
    assertEquals(status, json(answer).getInteger("status"));
  }

  @Test
  @Tag("B46")
  void saysThatALineIsTooLong() throws Exception {
    String answer = raw("GET /leads/v1/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n");

    assertTrue(answer.contains(" 414 "), answer);
    assertEquals("/problems/uri-too-long", json(answer).getString("type"));
  }

  @Test
  void letsABrowserSeeThatAServiceIsDown() throws Exception {
    String answer =
        raw(
            String.join(
                "\r\n",
                "OPTIONS /audit/v1/events HTTP/1.1",
                "Host: a",
                "Origin: https://app.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization,traceparent",
                ""));

    assertTrue(answer.startsWith("HTTP/1.1 204"), answer);
    assertTrue(answer.contains("access-control-allow-headers: authorization,traceparent\r\n"));
  }

  @Test
  void givesNoOtherOriginAnything() throws Exception {
    String answer = raw("GET /nothing HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\n");

    assertFalse(answer.contains("access-control-"), answer);
  }

  @Test
  void saysThatAServiceIsDown() throws Exception {
    HttpResponse<String> answer = get("/audit/v1/events");

    assertEquals(503, answer.statusCode());
    assertEquals("2", answer.headers().firstValue("retry-after").orElse(""));
    assertEquals(
        "application/problem+json", answer.headers().firstValue("content-type").orElse(""));
    assertEquals("/problems/unavailable", new JsonObject(answer.body()).getString("type"));
  }

  @Test
  void saysThatAServiceDiedBeforeItAnswered() throws Exception {
    HttpResponse<String> answer = get("/leads/v1/die");

    assertEquals(502, answer.statusCode());
    assertEquals("2", answer.headers().firstValue("retry-after").orElse(""));
  }

  @Test
  void doesNotPassHalfAnAnswerOffAsAWholeOne() throws Exception {
    String answer = raw("GET /leads/v1/cut HTTP/1.1\r\nHost: a.example\r\n");

    assertTrue(answer.contains("half"), answer);
    assertFalse(answer.endsWith("0\r\n\r\n"), answer);
  }

  @Test
  void givesAnEarlyRefusalBack() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/leads/v1/early", HttpRequest.BodyPublishers.ofByteArray(new byte[200_000]));

    assertEquals(413, answer.statusCode());
    assertEquals("too much", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /leads/v1/empty", "GET /leads/v1/same", "HEAD /leads/v1/x"})
  void anAnswerWithoutABodyLeavesTheConnectionToTheNextRequest(String first) throws Exception {
    String answer =
        raw(first + " HTTP/1.1\r\nHost: a\r\n\r\nGET /leads/v1/y HTTP/1.1\r\nHost: a\r\n");

    int end = answer.indexOf("\r\n\r\n") + 4;
    assertFalse(answer.substring(0, end).contains("transfer-encoding"), answer);
    assertTrue(answer.substring(end).startsWith("HTTP/1.1 200 "), answer);
  }

  /** Vert.x by itself closes for "close" alone, and the sender waits for the end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /leads/v1/x | close",
        "GET /leads/v1/x | x-hop, close",
        "GET /leads/v1/x | Close ,x-hop",
        "GET /leads/v1/empty | x-hop, close",
        "HEAD /leads/v1/x | x-hop, close",
        "GET /audit/v1/x | x-hop, close",
        "GET /nothing | x-hop, close",
        "GET / | x-hop, close"
      })
  void closesAfterTheAnswerIfTheSenderAsksForThatAmongOthers(String request, String options)
      throws Exception {
    String head = request + " HTTP/1.1\r\nHost: a\r\nConnection: " + options + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(answer.startsWith("HTTP/1.1 "), answer);
      assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("connection: close"), answer);
    }
  }

  @Test
  void aServiceLearnsThatTheClientIsGone() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String head = "GET /leads/v1/waits HTTP/1.1\r\nHost: a\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertTrue(reached.await(60, TimeUnit.SECONDS));
    }

    assertTrue(heardOfTheEnd.await(60, TimeUnit.SECONDS));
  }

  @Test
  void showsTheDocumentationAndNothingElseOfTheManagementInterface() throws Exception {
    assertTrue(get("/docs/leads/").body().contains("'/docs/leads/openapi'"));
    assertEquals("{}", get("/docs/leads/openapi").body());
    assertEquals("/docs/leads/", get("/docs/leads").headers().firstValue("location").orElse(""));
    assertEquals(404, get("/docs/leads/../metrics").statusCode());
    assertEquals(404, get("/docs/nothing/").statusCode());
    assertEquals(404, get("/docs/leads/a/b").statusCode());
    assertEquals(
        405, send("POST", "/docs/leads/", HttpRequest.BodyPublishers.noBody()).statusCode());
    assertTrue(get("/").body().contains("/docs/leads/"));
  }

  private HttpResponse<String> get(String target) throws Exception {
    return send("GET", target, HttpRequest.BodyPublishers.noBody());
  }

  private HttpResponse<String> send(String method, String target, HttpRequest.BodyPublisher body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .method(method, body)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Origin: https://app.example\r\nAccess-Control-Request-Method: PUT\r\n"})
  @Tag("B38")
  void forwardsNothingBehindARequestWithoutAClearEnd(String fields) throws Exception {
    String unclear =
        "OPTIONS /leads/v1/leads HTTP/1.1\r\nHost: a\r\n"
            + fields
            + "Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";

    raw(unclear + "GET /leads/v1/waits HTTP/1.1\r\nHost: a\r\n");

    // By another connection, whose answer is sent after anything that was forwarded before.
    raw("GET /leads/v1/after HTTP/1.1\r\nHost: a\r\n");
    assertEquals(1, reached.getCount());
  }

  // Java's client would tidy the target up before it sends it.
  private String raw(String head) throws Exception {
    String connection = head.contains("Connection:") ? "" : "Connection: close\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write((head + connection + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return connection.isEmpty()
          ? firstOf(socket.getInputStream())
          : new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The first answer of a connection that is kept alive, by the length that its head tells. */
  private static String firstOf(InputStream in) throws Exception {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.indexOf("\r\n\r\n") >= 0) {
        break;
      }
    }
    Matcher length = LENGTH.matcher(head);
    assertTrue(length.find(), head::toString);
    byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
    return head + new String(body, StandardCharsets.UTF_8);
  }

  private static JsonObject json(String answer) {
    return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
