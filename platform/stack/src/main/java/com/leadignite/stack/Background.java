package com.leadignite.stack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work on threads of its own, so that what takes long is done at the same time. */
final class Background {

  private Background() {}

  /** Starts the work; the future has its result or its exception. */
  static <T extends @Nullable Object> CompletableFuture<T> run(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /** Waits until all are done, failed ones included. */
  static void await(List<? extends CompletableFuture<?>> all) {
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .join();
  }

  /** Waits for the result; throws what the work threw. */
  static <T extends @Nullable Object> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
