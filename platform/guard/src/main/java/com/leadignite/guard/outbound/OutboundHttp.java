package com.leadignite.guard.outbound;

import com.leadignite.guard.vertx.Contexts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Calls servers of others: a bounded time for the whole call, a bounded answer, no redirects. The
 * name is resolved once and the connection made to the address that was checked, so that a second
 * look at the name cannot lead elsewhere (SSRF, DNS rebinding); the certificate has to be the
 * name's.
 */
@Singleton
public final class OutboundHttp {

  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 32;
  private static final int MOST_WAITING = 200;

  private final PublicAddresses publicAddresses = new PublicAddresses();
  private final Vertx vertx;
  private final HttpClient client;
  private final Context context;
  private final Names names;

  @Inject
  OutboundHttp(Vertx vertx) {
    this(vertx, InetAddress::getAllByName);
  }

  OutboundHttp(Vertx vertx, Names.Resolver resolver) {
    this.vertx = vertx;
    this.context = Contexts.onEventLoop(vertx);
    this.names = new Names(resolver, vertx, context);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMetricsName("http|OutboundHttp")
                .setConnectTimeout((int) CONNECT_TIME.toMillis())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setDecompressionSupported(false));
  }

  @PreDestroy
  void close() {
    client.close();
    names.close();
  }

  /**
   * Makes a call. Fails with {@link RefusedAddress} if it leads where no call may lead, and with
   * something else if there is no answer in time or it is too large.
   */
  public Uni<OutboundAnswer> send(OutboundCall call) {
    return Uni.createFrom().completionStage(() -> begin(call).toCompletionStage());
  }

  private Future<OutboundAnswer> begin(OutboundCall call) {
    // The caller goes on where it was, whichever thread has the answer.
    Promise<OutboundAnswer> answered = Contexts.promise(vertx);
    context.runOnContext(ignored -> {
      Reading reading = new Reading(call);
      long timer =
          vertx.setTimer(
              call.within().toMillis(), late -> reading.end(new TimeoutException("no answer")));
      reading.answer().onComplete(result -> vertx.cancelTimer(timer)).onComplete(answered);
      address(call)
          .compose(address -> request(call, address))
          .compose(request -> send(request, call, reading))
          .onFailure(reading::fail);
    });
    return answered.future();
  }

  /** The address of the host; the first, if all that it has may be called. */
  private Future<InetAddress> address(OutboundCall call) {
    String host = call.uri().getHost();
    if (host == null || !call.isHttp()) {
      return Future.failedFuture(new RefusedAddress("an address without a host"));
    }
    return names
        .resolve(host)
        .map(addresses -> {
          addresses.forEach(address -> check(call, address));
          return addresses.getFirst();
        });
  }

  private void check(OutboundCall call, InetAddress address) {
    if (!call.reach().includes(call.isEncrypted(), address, publicAddresses)) {
      throw new RefusedAddress("an address that may not be called");
    }
  }

  private Future<HttpClientRequest> request(OutboundCall call, InetAddress address) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(call.method())
            .setServer(SocketAddress.inetSocketAddress(call.port(), address.getHostAddress()))
            .setHost(call.uri().getHost())
            .setPort(call.port())
            .setSsl(call.isEncrypted())
            .setURI(call.pathAndQuery())
            .setFollowRedirects(false);
    call.headers().forEach(options::putHeader);
    return client.request(options);
  }

  private static Future<Void> send(HttpClientRequest request, OutboundCall call, Reading reading) {
    // Nobody waits for it any more: the connection is not kept busy by what trickles in.
    reading.onCut(request::reset);
    return (call.body().isEmpty() ? request.send() : request.send(Buffer.buffer(call.body())))
        .map(response -> {
          reading.read(response);
          return null;
        });
  }
}
