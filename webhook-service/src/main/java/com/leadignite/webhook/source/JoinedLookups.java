package com.leadignite.webhook.source;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks things up for many who ask at the same time: of one key one look-up runs, and whoever asks
 * meanwhile gets the answer of the next, which begins as soon as that one has ended. So every
 * answer is of a look-up that began after it was asked for. Thread-safe.
 */
final class JoinedLookups<K, V> {

  private final Function<K, Uni<V>> lookUp;

  /** Who waits for the next look-up of a key, of those keys of which one runs. */
  private final Map<K, List<Asker<V>>> running = new HashMap<>();

  JoinedLookups(Function<K, Uni<V>> lookUp) {
    this.lookUp = lookUp;
  }

  /** Somebody who is answered on the context that they asked on. */
  private record Asker<V>(UniEmitter<? super V> emitter, @Nullable Context context) {

    void run(Runnable work) {
      if (context == null) {
        work.run();
      } else {
        context.runOnContext(ignored -> work.run());
      }
    }
  }

  /** Looks the key up, now or with the next look-up of it. */
  Uni<V> find(K key) {
    return Uni.createFrom()
        .emitter(emitter -> {
          Asker<V> asker = new Asker<>(emitter, Vertx.currentContext());
          if (!joined(key, asker)) {
            start(key, List.of(asker));
          }
        });
  }

  private synchronized boolean joined(K key, Asker<V> asker) {
    List<Asker<V>> next = running.get(key);
    if (next == null) {
      running.put(key, new ArrayList<>());
      return false;
    }
    next.add(asker);
    return true;
  }

  private void start(K key, List<Asker<V>> askers) {
    Uni.createFrom()
        .deferred(() -> lookUp.apply(key))
        .subscribe()
        .with(
            found -> {
              startNext(key);
              askers.forEach(asker -> asker.run(() -> asker.emitter().complete(found)));
            },
            failure -> {
              startNext(key);
              askers.forEach(asker -> asker.run(() -> asker.emitter().fail(failure)));
            });
  }

  private void startNext(K key) {
    List<Asker<V>> next = next(key);
    if (!next.isEmpty()) {
      next.getFirst().run(() -> start(key, next));
    }
  }

  private synchronized List<Asker<V>> next(K key) {
    List<Asker<V>> next = running.remove(key);
    if (next == null || next.isEmpty()) {
      return List.of();
    }
    running.put(key, new ArrayList<>());
    return next;
  }
}
