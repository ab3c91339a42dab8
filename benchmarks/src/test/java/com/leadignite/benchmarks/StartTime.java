package com.leadignite.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How long a start took.
 *
 * @param ready from exec to the first 200 of {@code /q/health/ready} on the management port, which
 *     says that PostgreSQL answers
 * @param firstRead from exec to the first 200 of the guarded read on the public port, which is
 *     asked for from when it is ready: it needs the issuer's keys, Redis and PostgreSQL
 */
record StartTime(Duration ready, Duration firstRead) {

  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int ANSWER_MILLIS = 5_000;
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

  /** Starts the service and asks every millisecond. */
  static StartTime of(RunningService service, GuardedRead read)
      throws IOException, InterruptedException {
    long begin = service.exec();
    await(service, service.managementPort(), request("/q/health/ready", ""), begin);
    long ready = System.nanoTime();
    await(service, service.port(), request(read.path(), read.bearer()), begin);
    return new StartTime(
        Duration.ofNanos(ready - begin), Duration.ofNanos(System.nanoTime() - begin));
  }

  private static void await(RunningService service, int port, byte[] request, long begin)
      throws IOException, InterruptedException {
    while (!isOk(port, request)) {
      service.requireAlive();
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw new IllegalStateException(service.program() + " is not ready after " + LIMIT);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static boolean isOk(int port, byte[] request) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      socket.getOutputStream().write(request);
      byte[] status = socket.getInputStream().readNBytes(OK.length);
      return java.util.Arrays.equals(status, OK);
    } catch (IOException e) {
      // Not listening yet.
      return false;
    }
  }

  private static byte[] request(String path, String bearer) {
    String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    String authorization = bearer.isEmpty() ? "" : "Authorization: " + bearer + "\r\n";
    return (head + authorization + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
