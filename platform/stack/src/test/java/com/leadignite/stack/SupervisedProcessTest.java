package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SupervisedProcessTest {

  private final AtomicInteger starts = new AtomicInteger();
  private final SupervisedProcess supervised =
      new SupervisedProcess("sleeper", this::sleeper, line -> {});

  @AfterEach
  void stop() {
    supervised.close();
  }

  @Test
  void isStartedAgainAfterAKill() {
    supervised.start();
    long first = supervised.process().pid();

    supervised.process().destroyForcibly();

    await(() -> starts.get() == 2 && supervised.isAlive());
    assertNotEquals(first, supervised.process().pid());
  }

  @Test
  void staysDownWhenItWasStoppedOnPurpose() throws Exception {
    supervised.start();

    CompletableFuture<Void> handled = supervised.endHandled();
    supervised.stop();

    staysDownAfter(handled);

    supervised.start();
    assertTrue(supervised.isAlive());
  }

  @Test
  void staysDownWhenItEndsWhileEverythingIsBeingStopped() throws Exception {
    supervised.start();
    supervised.letEnd();
    CompletableFuture<Void> handled = supervised.endHandled();

    supervised.process().destroyForcibly();

    staysDownAfter(handled);
  }

  @Test
  void staysDownWhenItEndsBeforeItWasEverReady() throws Exception {
    supervised.startOnce();
    CompletableFuture<Void> handled = supervised.endHandled();

    supervised.process().destroyForcibly();

    staysDownAfter(handled);
  }

  private void staysDownAfter(CompletableFuture<Void> handled) throws Exception {
    handled.get(1, TimeUnit.MINUTES);
    assertFalse(supervised.isAlive());
    assertEquals(1, starts.get());
  }

  private SupervisedProcess.Child sleeper() {
    starts.incrementAndGet();
    try {
      Process process = new ProcessBuilder("sleep", "60").start();
      return new SupervisedProcess.Child(
          process.toHandle(),
          () -> {
            process.destroyForcibly();
            process.onExit().join();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain");
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
