package com.leadignite.stack.door;

import com.leadignite.embedded.mailbox.Mailbox;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP address in front of all services, as the ingress is in a cluster. */
public final class FrontDoor implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 2_000;
  // Below the idle time-out of the services, so that no connection is used that is just being
  // closed.
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int CONNECTIONS = 256;
  // Above what the services accept, so that they refuse.
  private static final int LINE_BYTES = 16_384;
  private static final int HEADER_BYTES = 65_536;

  private final Vertx vertx;
  private final List<Forwarder> forwarders;
  private final DoorAnswers answers;
  private final DocumentationPages documentation;
  private final MailboxPages mailbox;
  private final IndexPage index;

  private FrontDoor(
      Vertx vertx,
      List<Route> routes,
      List<Documentation> documented,
      Mailbox mails,
      Set<String> origins) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setDecompressionSupported(false));
    this.vertx = vertx;
    this.answers = new DoorAnswers(origins);
    this.forwarders = routes.stream().map(route -> new Forwarder(client, answers, route)).toList();
    this.documentation = new DocumentationPages(client, answers, documented);
    this.mailbox = new MailboxPages(mails, answers);
    this.index = new IndexPage(routes, documented);
  }

  /**
   * Begins to listen.
   *
   * @param mails what the services sent
   * @param origins whose pages may read what the front door itself answers
   * @throws IllegalStateException if one of the addresses cannot be listened on
   */
  public static FrontDoor open(
      List<InetAddress> addresses,
      int port,
      List<Route> routes,
      List<Documentation> documentation,
      Mailbox mails,
      Set<String> origins) {
    FrontDoor door = new FrontDoor(newVertx(), routes, documentation, mails, origins);
    try {
      addresses.forEach(address -> door.listen(address, port, options()));
      return door;
    } catch (RuntimeException e) {
      door.close();
      throw e;
    }
  }

  private static Vertx newVertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(2)
            // Nothing is read from files, and the cache folder would be left behind by a kill -9.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  /**
   * Also listens on a port of https.
   *
   * @throws IllegalStateException if one of the addresses cannot be listened on
   */
  public void openTls(List<InetAddress> addresses, int port, Certificate certificate) {
    addresses.forEach(address ->
        listen(
            address,
            port,
            options()
                .setSsl(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.chain()))
                        .addKeyValue(Buffer.buffer(certificate.key())))));
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(LINE_BYTES)
        .setMaxHeaderSize(HEADER_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false)
        .setHandle100ContinueAutomatically(true)
        .setDecompressionSupported(false);
  }

  private void listen(InetAddress address, int port, HttpServerOptions options) {
    await(
        vertx
            .createHttpServer(options.setHost(address.getHostAddress()).setPort(port))
            .requestHandler(this::answer)
            .invalidRequestHandler(answers::unreadable)
            .listen()
            .toCompletionStage(),
        "The front door cannot listen on port " + port);
  }

  private void answer(HttpServerRequest in) {
    if (answers.isClosing(in.connection())) {
      return;
    }
    if (!isClear(in.headers())) {
      answers.problem(
          in,
          DoorProblem.MALFORMED_REQUEST,
          "Send one Host field, a name with each field, and a body with one clear end.");
      return;
    }
    if (HopByHop.isLast(in.headers())) {
      answers.closeAfter(in);
    }
    Optional<Forwarder> forwarder =
        forwarders.stream().filter(candidate -> candidate.route().takes(in.uri())).findFirst();
    if (forwarder.isPresent()) {
      forwarder.get().forward(in);
    } else if (!in.uri().startsWith("/")) {
      answers.problem(in, DoorProblem.MALFORMED_REQUEST, "The request target is not a path.");
    } else if (in.uri().equals("/")) {
      answerIndex(in);
    } else if (!mailbox.answers(in) && !documentation.answers(in)) {
      answers.problem(in, DoorProblem.NOT_FOUND, "No service has this path.");
    }
  }

  /**
   * Whether the head can be read in one way only. What is between two neighbours alone is made anew
   * on the way, so that no service sees what was wrong with it.
   */
  private static boolean isClear(MultiMap headers) {
    List<String> encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean framed =
        encodings.isEmpty()
            || (encodings.size() == 1
                && encodings.getFirst().equalsIgnoreCase("chunked")
                && !headers.contains(HttpHeaders.CONTENT_LENGTH));
    return framed
        && headers.getAll(HttpHeaders.CONTENT_LENGTH).size() <= 1
        && headers.getAll(HttpHeaders.HOST).size() == 1
        && !headers.names().contains("");
  }

  private void answerIndex(HttpServerRequest in) {
    if (isRead(in)) {
      answers.mark(in);
      index.answer(in);
    } else {
      answers.problem(in, DoorProblem.METHOD_NOT_ALLOWED, "This page can only be read.");
    }
  }

  /**
   * Whether it asks for what is there, with or without the body: HEAD is how callers wait for us.
   */
  static boolean isRead(HttpServerRequest in) {
    return HttpMethod.GET.equals(in.method()) || HttpMethod.HEAD.equals(in.method());
  }

  @Override
  public void close() {
    await(vertx.close().toCompletionStage(), "The front door does not close");
  }

  private static void await(java.util.concurrent.CompletionStage<?> stage, String otherwise) {
    try {
      stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(otherwise + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(otherwise + ": interrupted", e);
    }
  }
}
