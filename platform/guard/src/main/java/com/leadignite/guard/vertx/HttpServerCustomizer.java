package com.leadignite.guard.vertx;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.LockSupport;

/** What Quarkus has no setting for. */
@Singleton
final class HttpServerCustomizer implements HttpServerOptionsCustomizer {

  private static final long PAUSE_NANOS = 50_000;

  private final HeadRules rules;
  private final SingleThreadEventLoop acceptor;
  private volatile boolean open;

  HttpServerCustomizer(Vertx vertx, HeadRules rules) {
    this.rules = rules;
    acceptor = (SingleThreadEventLoop) ((VertxInternal) vertx).getAcceptorEventLoopGroup().next();
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    // A character of a query like any other. To browsers, proxies and caches it is, too, and who
    // reads it as a separator can be handed a parameter past them.
    options.setUseSemicolonAsQueryParamDelimiter(false);
    acceptor.execute(this::meetConnections);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customizeHttpServer(options);
  }

  /**
   * Puts {@link RequestHeadHandler} into each connection to come. Neither Vert.x nor Quarkus lets
   * anybody near a listener before it listens, but its event loop does: a listener is registered
   * there by one task and bound by a later one, and this is always between them, since it comes
   * again at once.
   */
  private void meetConnections() {
    acceptor.registeredChannelsIterator().forEachRemaining(this::meetConnections);
    if (!open) {
      LockSupport.parkNanos(PAUSE_NANOS);
      acceptor.execute(this::meetConnections);
    }
  }

  private void meetConnections(Channel listener) {
    if (listener.pipeline().get(ConnectionInitializer.class) == null) {
      listener.pipeline().addFirst(new ConnectionInitializer(rules));
    }
  }

  void stop(@ObservesAsync HttpServerStart started) {
    open = true;
  }

  void stop(@ObservesAsync HttpsServerStart started) {
    open = true;
  }
}
