package com.leadignite.stack;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A child process that is restarted when it exits unexpectedly, as an orchestrator would do. */
final class SupervisedProcess implements AutoCloseable {

  /**
   * A running child.
   *
   * @param process the operating system's process
   * @param stop stops it gracefully, and waits for that
   */
  record Child(ProcessHandle process, Runnable stop) {}

  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONG_LIFE = Duration.ofSeconds(30);

  private final String name;
  private final Supplier<Child> starter;
  private final Consumer<String> progress;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Child child;
  private boolean wanted;
  private long startedAt;
  private Duration pause = FIRST_PAUSE;
  private CompletableFuture<Void> endHandled = CompletableFuture.completedFuture(null);

  SupervisedProcess(String name, Supplier<Child> starter, Consumer<String> progress) {
    this.name = name;
    this.starter = starter;
    this.progress = progress;
  }

  /** Starts it without restarting it if it ends, until {@link #start}. */
  void startOnce() {
    lock.lock();
    try {
      launch();
    } finally {
      lock.unlock();
    }
  }

  /** Starts it unless it runs, and from now on restarts it whenever it ends. */
  void start() {
    lock.lock();
    try {
      wanted = true;
      if (child == null || !child.process().isAlive()) {
        launch();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on it is not restarted. */
  void letEnd() {
    lock.lock();
    try {
      wanted = false;
    } finally {
      lock.unlock();
    }
  }

  /** Stops it; it stays stopped. */
  void stop() {
    Child running;
    lock.lock();
    try {
      wanted = false;
      running = child;
      child = null;
    } finally {
      lock.unlock();
    }
    if (running != null) {
      running.stop().run();
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Its process, which may just have ended. */
  ProcessHandle process() {
    lock.lock();
    try {
      if (child == null) {
        throw new IllegalStateException(name + " does not run");
      }
      return child.process();
    } finally {
      lock.unlock();
    }
  }

  boolean isAlive() {
    lock.lock();
    try {
      return child != null && child.process().isAlive();
    } finally {
      lock.unlock();
    }
  }

  /** Completes once the child that was started last has ended, and runs again or stays down. */
  CompletableFuture<Void> endHandled() {
    lock.lock();
    try {
      return endHandled;
    } finally {
      lock.unlock();
    }
  }

  private void launch() {
    Child started = starter.get();
    child = started;
    startedAt = System.nanoTime();
    endHandled =
        started
            .process()
            .onExit()
            .thenRunAsync(
                () -> ended(started),
                task -> Thread.ofVirtual().name("restart " + name).start(task));
  }

  private void ended(Child which) {
    while (true) {
      Duration wait = pauseBeforeRestart(which);
      if (wait.isNegative()) {
        return;
      }
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (restarted(which)) {
        return;
      }
    }
  }

  private Duration pauseBeforeRestart(Child which) {
    lock.lock();
    try {
      if (!wanted || !which.equals(child)) {
        return Duration.ofNanos(-1);
      }
      if (System.nanoTime() - startedAt > LONG_LIFE.toNanos()) {
        pause = FIRST_PAUSE;
      }
      Duration wait = pause;
      Duration next = pause.multipliedBy(2);
      pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
      return wait;
    } finally {
      lock.unlock();
    }
  }

  private boolean restarted(Child which) {
    lock.lock();
    try {
      if (!wanted || !which.equals(child)) {
        return true;
      }
      progress.accept(name + " has ended and is started again.");
      launch();
      return true;
    } catch (RuntimeException e) {
      progress.accept(name + " could not be started again: " + e.getMessage());
      return false;
    } finally {
      lock.unlock();
    }
  }
}
