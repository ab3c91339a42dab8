package com.leadignite.auth.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Does things at once. */
public final class Parallel {

  private Parallel() {}

  /** Begins it on a thread of its own: the JDK's pool may have one thread for all. */
  public static <T> CompletableFuture<T> begin(Supplier<T> what) {
    return CompletableFuture.supplyAsync(what, task -> Thread.ofPlatform().start(task));
  }

  /** Starts all of them at one moment and answers what each answered. */
  public static <T> List<T> run(int times, Callable<T> what) {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(
            threads.submit(() -> {
              start.await();
              return what.call();
            }));
      }
      start.countDown();
      List<T> answers = new ArrayList<>();
      for (Future<T> each : running) {
        answers.add(each.get());
      }
      return answers;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("one of them failed", e);
    }
  }
}
