package com.leadignite.testkit.cost;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request, sent by the calling thread alone, so that what the client works is not taken for the
 * service's; and with little of it, because there are thousands.
 *
 * @param target the path with its query
 * @param headers values by name in lower case
 * @param body empty for none
 */
record Sent(String method, String target, Map<String, String> headers, String body) {

  private static final int PATIENCE_MILLIS = 120_000;

  Sent {
    headers = Map.copyOf(headers);
  }

  /**
   * What came back.
   *
   * @param status its status; 0 if the connection was closed without an answer
   * @param text all of it, the head too
   */
  record Answer(int status, String text) {}

  Sent withTarget(String other) {
    return new Sent(method, other, headers, body);
  }

  /** With this value of a query parameter, instead of another if it has one. */
  Sent withParameter(String name, String encoded) {
    String others = target.replaceAll("(?<=[?&])" + name + "=[^&]*&?", "").replaceAll("[?&]$", "");
    return withTarget(others + (others.contains("?") ? "&" : "?") + name + "=" + encoded);
  }

  Sent withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new Sent(method, target, more, body);
  }

  Sent withBody(String other) {
    return new Sent(method, target, headers, other);
  }

  /** Sends it to a port of this machine, on a connection of its own. */
  Answer to(int port) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Connection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (bytes.length > 0) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(text.isEmpty() ? 0 : Integer.parseInt(text.substring(9, 12)), text);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + target + " was not answered", e);
    }
  }
}
