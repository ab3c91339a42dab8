package com.leadignite.embedded;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Redis server for commands by hand (RESP2). Not for use by several threads.
 */
public final class RedisConnection implements AutoCloseable {

  private static final int LIMIT_MILLIS = 30_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** Connects and signs in; no step waits for more than thirty seconds. */
  public static RedisConnection open(RedisAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address.host(), address.port()), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      RedisConnection connection = new RedisConnection(socket);
      if (!address.password().isEmpty()) {
        connection.send("AUTH", address.password());
      }
      return connection;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends one command and waits for its reply.
   *
   * @return a String, a Long, a List of such, or null
   * @throws IOException if the server answers with an error, or not at all
   */
  public @Nullable Object send(String... words) throws IOException {
    StringBuilder head = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      head.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
      head.append(word).append("\r\n");
    }
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    return read();
  }

  private @Nullable Object read() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> throw new IOException(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      default -> throw new IOException("not a RESP reply");
    };
  }

  private @Nullable String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    line();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private @Nullable List<@Nullable Object> list(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> items = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      items.add(read());
    }
    return items;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) c);
    }
    in.read();
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
