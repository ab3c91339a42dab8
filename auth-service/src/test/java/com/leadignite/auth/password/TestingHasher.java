package com.leadignite.auth.password;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real hasher, counted, and held back when a test says so. At today's cost it works a fraction
 * of it: tests hash more than a thousand passwords, and none of these asks how dear that was.
 */
@Mock
@Singleton
public final class TestingHasher implements PasswordHasher {

  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);

  private final PasswordHasher real = new JavaArgon2();
  private final AtomicInteger count = new AtomicInteger();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  @Override
  public byte[] argon2id(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
    count.incrementAndGet();
    threads.add(Thread.currentThread().getName());
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean today = parameters.equals(Argon2Parameters.CURRENT);
    return real.argon2id(password, salt, today ? CHEAP : parameters, length);
  }

  @Override
  public String name() {
    return "counted " + real.name();
  }

  /** Hashes computed since the last reset. */
  public int count() {
    return count.get();
  }

  /** The names of the threads that hashed since the last reset. */
  public Set<String> threads() {
    return Set.copyOf(threads);
  }

  /** Begins to count anew, and lets everybody go. */
  public void reset() {
    release();
    count.set(0);
    threads.clear();
  }

  /**
   * Holds every hash back from now on. As a resource that is opened after an executor's it lets
   * them continue before the executor waits for its tasks, however the test ends.
   */
  public Held hold() {
    gate = new CountDownLatch(1);
    return this::release;
  }

  /** Hashes that are held back until this is closed. */
  @FunctionalInterface
  public interface Held extends AutoCloseable {

    /** Lets every hash continue. */
    @Override
    void close();
  }

  /** Lets every hash continue. */
  public void release() {
    gate.countDown();
  }
}
