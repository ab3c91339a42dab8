package com.leadignite.guard.outbound;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves names of others, whose name servers may hang: on threads of its own, and one for a name
 * at a time, so that a name takes a single thread however many calls wait for it. Used from one
 * context only.
 */
final class Names {

  private static final int THREADS = 16;

  private final Resolver resolver;
  private final WorkerExecutor threads;
  private final Context context;
  private final Map<String, Future<List<InetAddress>>> asked = new HashMap<>();

  /** How a name is resolved. */
  interface Resolver {

    /** All its addresses; blocks. */
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  Names(Resolver resolver, Vertx vertx, Context context) {
    this.resolver = resolver;
    this.context = context;
    this.threads = vertx.createSharedWorkerExecutor("outbound-names", THREADS);
  }

  /** The addresses of a name, as they are now. */
  Future<List<InetAddress>> resolve(String name) {
    Future<List<InetAddress>> known = asked.get(name);
    if (known != null) {
      return known;
    }
    Future<List<InetAddress>> asking =
        threads.executeBlocking(() -> List.of(resolver.resolve(name)), false);
    asked.put(name, asking);
    asking.onComplete(x -> context.runOnContext(y -> asked.remove(name)));
    return asking;
  }

  void close() {
    threads.close();
  }
}
