package com.leadignite.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection from an address of its own on this machine, so that no limit of an address plays a
 * part. Nothing but the socket is between the two readings of the clock.
 */
final class StrangerConnection implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  private StrangerConnection(URI service) throws IOException {
    byte[] address = new byte[4];
    ThreadLocalRandom.current().nextBytes(address);
    address[0] = 127;
    address[1] |= 1; // never 127.0.0.1
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects, and has one request answered: what the first one costs is not measured. */
  static StrangerConnection open(URI service) throws IOException {
    StrangerConnection connection = new StrangerConnection(service);
    connection.exchange("GET /auth/v1/settings HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return connection;
  }

  /** Milliseconds from the first byte sent to the last one received. */
  double post(String path, String json) throws IOException {
    String request =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + json.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + json;
    long start = System.nanoTime();
    exchange(request);
    return (System.nanoTime() - start) / 1e6;
  }

  private void exchange(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new EOFException("no answer");
      }
      head.append((char) read);
    }
    if (head.indexOf("HTTP/1.1 5") == 0) {
      throw new IOException(head.toString().lines().findFirst().orElseThrow());
    }
    Matcher length = LENGTH.matcher(head);
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
