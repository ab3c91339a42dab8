package com.leadignite.guard.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against Vert.x' own server: what the sockets see. */
class OpenConnectionsTest {

  private static final String GET = "GET / HTTP/1.1\r\nhost: here\r\n\r\n";

  private final OpenConnections connections = new OpenConnections();
  private final BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private int port;

  @BeforeEach
  void listen() throws Exception {
    HttpServer server = vertx.createHttpServer().requestHandler(this::answer);
    port =
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get().actualPort();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private void answer(HttpServerRequest request) {
    connections.note(request);
    switch (request.path()) {
      case "/held" -> held.add(request);
      case "/unread" -> request.pause().response().setStatusCode(401).end("no");
      default -> request.response().end("yes");
    }
  }

  @Test
  void keepsConnectionsWhileNobodyLeaves() throws Exception {
    try (Socket socket = connect()) {
      assertFalse(isLast(exchange(socket, GET)));
      assertFalse(isLast(exchange(socket, GET)));
      connections.closeLast();
      assertFalse(isLast(exchange(socket, GET)));
    }
  }

  @Test
  void saysInTheNextAnswerThatItIsTheLastAndThenCloses() throws Exception {
    try (Socket socket = connect()) {
      exchange(socket, GET);
      connections.announce();
      assertTrue(isLast(exchange(socket, GET)));
      connections.closeLast();
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void saysItInTheAnswerThatIsUnderWay() throws Exception {
    try (Socket socket = connect()) {
      write(socket, GET.replace("/ ", "/held "));
      HttpServerRequest request = taken();
      connections.announce();
      connections.closeIdle();
      onItsLoop(request, () -> request.response().end("late"));
      String answer = read(socket);
      assertTrue(isLast(answer), answer);
      assertTrue(answer.endsWith("late"), answer);
      connections.closeLast();
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void answersAlsoWhatWasSentWithoutWaitingForTheAnswerBefore() throws Exception {
    try (Socket socket = connect()) {
      write(socket, GET.replace("/ ", "/held ") + GET);
      HttpServerRequest request = taken();
      connections.announce();
      connections.closeIdle();
      onItsLoop(request, () -> request.response().end("late"));
      assertTrue(read(socket).endsWith("late"));
      assertTrue(read(socket).endsWith("yes"));
    }
  }

  @Test
  void refusesNewConnectionsAndServesThoseThatAreOpen() throws Exception {
    try (Socket socket = connect()) {
      exchange(socket, GET);
      connections.announce();
      connections.refuseNew();
      // The socket goes with the event loop's next look at its selector.
      boolean refused = false;
      for (int i = 0; i < 3_000 && !refused; i++) {
        refused = isRefused();
        Thread.sleep(20);
      }
      assertTrue(refused);
      assertTrue(exchange(socket, GET).endsWith("yes"));
    }
  }

  private boolean isRefused() throws Exception {
    try {
      connect().close();
      return false;
    } catch (SocketException e) {
      // Refused; or reset, if it was in the queue when the socket closed.
      return true;
    }
  }

  @Test
  void closesWhatIsIdle() throws Exception {
    try (Socket socket = connect()) {
      exchange(socket, GET);
      connections.closeIdle();
      assertEquals(-1, socket.getInputStream().read());
      for (int i = 0; i < 3_000 && connections.count() > 0; i++) {
        Thread.sleep(20);
      }
      assertEquals(0, connections.count());
    }
  }

  @Test
  void doesNotResetWhoseBodyIsStillComing() throws Exception {
    try (Socket socket = connect()) {
      byte[] half = new byte[500_000];
      write(socket, "POST /unread HTTP/1.1\r\nhost: here\r\ncontent-length: 1000000\r\n\r\n");
      socket.getOutputStream().write(half);
      assertTrue(read(socket).startsWith("HTTP/1.1 401"));
      connections.closeIdle();
      Thread.sleep(200);
      socket.getOutputStream().write(half);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  private HttpServerRequest taken() throws InterruptedException {
    HttpServerRequest request = held.poll(60, TimeUnit.SECONDS);
    assertTrue(request != null);
    return request;
  }

  // What was posted to the loop before has happened when this does.
  private static void onItsLoop(HttpServerRequest request, Runnable work) {
    ((io.vertx.core.net.impl.ConnectionBase) request.connection())
        .getContext()
        .runOnContext(x -> work.run());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String exchange(Socket socket, String request) throws IOException {
    write(socket, request);
    return read(socket);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean isLast(String answer) {
    return answer.contains("connection: close");
  }

  private static String read(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append(one(in));
    }
    int length =
        Integer.parseInt(answer.toString().replaceAll("(?s).*content-length: (\\d+).*", "$1"));
    for (int i = 0; i < length; i++) {
      answer.append(one(in));
    }
    return answer.toString();
  }

  private static char one(InputStream in) throws IOException {
    int c = in.read();
    if (c < 0) {
      throw new IOException("closed in the middle of an answer");
    }
    return (char) c;
  }
}
