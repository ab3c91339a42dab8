package com.leadignite.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Requests byte for byte, as no decent client would send them. */
final class RawSocket {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private RawSocket() {}

  /**
   * Writes the bytes and reads until the server closes or nothing more comes.
   *
   * @param quietMillis how long the next byte, or the end, is waited for
   */
  static Received send(URI server, InetAddress from, byte[] bytes, int quietMillis)
      throws IOException {
    return exchange(server, from, bytes, quietMillis, false);
  }

  /** Writes the text and reads no further than the head of the first answer. */
  static Received firstHead(URI server, InetAddress from, String text, int quietMillis)
      throws IOException {
    return exchange(server, from, text.getBytes(StandardCharsets.ISO_8859_1), quietMillis, true);
  }

  private static Received exchange(
      URI server, InetAddress from, byte[] bytes, int quietMillis, boolean headOnly)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5000);
      socket.setSoTimeout(quietMillis);
      boolean cut = false;
      try {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
      } catch (SocketException e) {
        cut = true; // the server refused before it had read all: its answer is still to be read
      }
      return read(socket, cut, headOnly);
    }
  }

  static Received send(URI server, InetAddress from, String text, int quietMillis)
      throws IOException {
    return send(server, from, text.getBytes(StandardCharsets.ISO_8859_1), quietMillis);
  }

  private static Received read(Socket socket, boolean cut, boolean headOnly) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    boolean closed = false;
    try {
      while (!closed && !(headOnly && hasHead(all))) {
        int n = in.read(buffer);
        closed = n < 0;
        if (n > 0) {
          all.write(buffer, 0, n);
        }
      }
    } catch (SocketTimeoutException e) {
      closed = false;
    } catch (SocketException e) {
      closed = true;
    }
    String text = all.toString(StandardCharsets.UTF_8);
    List<Integer> statuses =
        STATUS.matcher(text).results().map((MatchResult m) -> Integer.valueOf(m.group(1))).toList();
    return new Received(statuses, text, closed || cut);
  }

  private static boolean hasHead(ByteArrayOutputStream answer) {
    return answer.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n");
  }

  /**
   * @param statuses the status of each answer, in order; none if the server only closed
   * @param text everything that came
   * @param closed whether the server ended the connection
   */
  record Received(List<Integer> statuses, String text, boolean closed) {

    /** What follows the head of the last answer; empty if there is nothing. */
    String body() {
      int end = text.lastIndexOf("\r\n\r\n");
      return end < 0 ? "" : text.substring(end + 4);
    }

    /** A header field of the first answer; empty if it has none. */
    String header(String name) {
      int end = text.indexOf("\r\n\r\n");
      return text.substring(0, Math.max(0, end))
          .lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    /** The status of the first answer; 0 if none came. */
    int status() {
      return statuses.isEmpty() ? 0 : statuses.getFirst();
    }
  }
}
