package com.leadignite.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks a service whether it is ready. */
final class ReadinessProbe {

  private static final int ANSWER_MILLIS = 3_000;
  private static final Duration POLL = Duration.ofMillis(50);

  private ReadinessProbe() {}

  /**
   * Waits until the service is ready.
   *
   * @param alive whether it is worth waiting on
   * @return false if it is given up, or the limit has passed
   */
  static boolean await(URI management, BooleanSupplier alive, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline && alive.getAsBoolean()) {
      if (isReady(management)) {
        return true;
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  static boolean isReady(URI management) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) management.resolve("/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      // Not listening yet.
      return false;
    }
  }
}
