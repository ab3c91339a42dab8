package com.leadignite.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** One connection of one client, for as many requests as the server allows on it. */
final class KeptConnection implements AutoCloseable {

  private static final int ANSWER_MILLIS = 120_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final URI server;

  KeptConnection(URI server, InetAddress from) throws IOException {
    this.server = server;
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), ANSWER_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * @param status its status
   * @param last whether the server said that it closes the connection after it
   */
  record Reply(int status, boolean last, String body) {}

  /** Whether the server has closed it, between two requests. */
  boolean isClosed() throws IOException {
    socket.setSoTimeout(1);
    try {
      int next = in.read();
      if (next >= 0) {
        throw new IOException("an answer to nothing that was asked");
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** The bytes of a request's head. */
  byte[] head(String method, String path, Map<String, String> headers, int length) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("host: ").append(server.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (length > 0) {
      head.append("content-type: application/json\r\ncontent-length: " + length + "\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The bytes of a whole request, whose body is ASCII. */
  byte[] request(String method, String path, Map<String, String> headers, String body) {
    byte[] head = head(method, path, headers, body.length());
    byte[] all = Arrays.copyOf(head, head.length + body.length());
    byte[] text = body.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, all, head.length, text.length);
    return all;
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /**
   * Reads one answer.
   *
   * @throws EOFException if the server closes instead of answering
   */
  Reply read() throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    boolean last = "close".equalsIgnoreCase(headers.get("connection"));
    return new Reply(status, last, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed instead of answering");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
