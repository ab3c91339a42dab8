package com.leadignite.guard.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP client that sends exactly the bytes it is given: Java's own normalizes. */
public final class Wire {

  private final int port;
  private final String from;

  private Wire(int port, String from) {
    this.port = port;
    this.from = from;
  }

  /** Calls the port of this machine as any client. */
  public static Wire to(int port) {
    return new Wire(port, "127.0.0.1");
  }

  /** The same from another address of this machine, such as 127.0.0.2. */
  public Wire from(String address) {
    return new Wire(port, address);
  }

  /** Sends a request without a body; header lines as {@code Name: value}. */
  public Answer get(String target, String... headers) {
    return send("GET", target, "", headers);
  }

  /** Sends a request with a body and its length. */
  public Answer send(String method, String target, String body, String... headers) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Connection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    return raw(head + "\r\n" + body);
  }

  /** Sends the text as it is and reads until the server closes the connection. */
  public Answer raw(String request) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 60_000);
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      ByteArrayOutputStream in = new ByteArrayOutputStream();
      try {
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      } catch (IOException closedWhileSending) {
        // A server that refuses closes before it has read everything; its answer is there still.
        in.reset();
      }
      readAll(socket, in);
      return Answer.parse(in.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("no answer", e);
    }
  }

  private static void readAll(Socket socket, ByteArrayOutputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        in.write(buffer, 0, n);
      }
    } catch (IOException reset) {
      if (in.size() == 0) {
        throw reset;
      }
    }
  }

  /**
   * What came back.
   *
   * @param status the status code; 0 if the connection was closed without an answer
   * @param headers each field's values, by lower-case name
   * @param body the bytes after the head, chunked or not
   */
  public record Answer(int status, Map<String, List<String>> headers, String body) {

    static Answer parse(String text) {
      if (text.isEmpty()) {
        return new Answer(0, Map.of(), "");
      }
      int end = text.indexOf("\r\n\r\n");
      String[] lines = text.substring(0, end).split("\r\n", -1);
      Map<String, List<String>> headers = new TreeMap<>();
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers
            .computeIfAbsent(
                lines[i].substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
            .add(lines[i].substring(colon + 1).strip());
      }
      return new Answer(
          Integer.parseInt(lines[0].substring(9, 12)), headers, text.substring(end + 4));
    }

    /** The field's values joined by commas; empty if it is not there. */
    public String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }
  }
}
