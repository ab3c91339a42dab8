package com.leadignite.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Requests that two readers may understand differently, or that cost more than they look. */
final class OddRequests {

  private static final int MEBIBYTE = 1 << 20;

  private OddRequests() {}

  /**
   * One of them.
   *
   * @param name for the report
   * @param text what to send, each character a byte
   */
  record Odd(String name, String text) {}

  /** Requests whose end is unclear; each carries a second request that must never be answered. */
  static List<Odd> framing(String path, String fields) {
    String start =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + fields;
    String second = "GET /auth/v1/settings HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n";
    String empty = "0\r\n\r\n";
    return List.of(
        new Odd("CL.TE", start + "Content-Length: 5\r\n" + chunked + "\r\n" + empty + second),
        new Odd("TE.CL", start + chunked + "Content-Length: 3\r\n\r\n2\r\n{}\r\n" + empty + second),
        new Odd("CL.CL", start + "Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}" + second),
        new Odd("CL list", start + "Content-Length: 2, 60\r\n\r\n{}" + second),
        new Odd("CL +2", start + "Content-Length: +2\r\n\r\n{}" + second),
        new Odd("CL -2", start + "Content-Length: -2\r\n\r\n{}" + second),
        new Odd("CL 0x2", start + "Content-Length: 0x2\r\n\r\n{}" + second),
        new Odd("CL huge", start + "Content-Length: 99999999999999999999\r\n\r\n{}" + second),
        new Odd("CL space", start + "Content-Length : 2\r\n" + chunked + "\r\n" + empty + second),
        new Odd(
            "TE space",
            start + "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n" + empty + second),
        new Odd(
            "TE tab",
            start + "Transfer-Encoding:\tchunked\r\nContent-Length: 5\r\n\r\n" + empty + second),
        new Odd(
            "TE unknown",
            start + "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}" + second),
        new Odd(
            "TE identity",
            start + "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}" + second),
        new Odd(
            "TE twice",
            start
                + chunked
                + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\n"
                + empty
                + second),
        new Odd(
            "TE folded",
            start + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n" + empty + second),
        new Odd(
            "chunk size huge",
            start + chunked + "\r\nffffffffffffffff1\r\n{}\r\n" + empty + second),
        new Odd("chunk size negative", start + chunked + "\r\n-2\r\n{}\r\n" + empty + second),
        new Odd("chunk size no hex", start + chunked + "\r\nzz\r\n{}\r\n" + empty + second),
        new Odd("chunk size 0x", start + chunked + "\r\n0x2\r\n{}\r\n" + empty + second),
        new Odd(
            "chunk longer than it says", start + chunked + "\r\n2\r\n{}{}{}\r\n" + empty + second),
        new Odd(
            "bare LF",
            "POST " + path + " HTTP/1.1\nHost: 127.0.0.1\nContent-Length: +2\n\n{}" + second),
        new Odd("NUL in a field", start + "X-Odd: a\0b\r\nContent-Length: 2\r\n\r\n{}" + second));
  }

  /** Bodies that no reader should accept, each with an honest length. */
  static List<Odd> bodies(String path, String fields, String member) throws IOException {
    List<Odd> odd = new ArrayList<>();
    add(odd, "not JSON", path, fields, "{\"" + member + "\": ");
    add(odd, "nothing", path, fields, "");
    add(odd, "null", path, fields, "null");
    add(odd, "a list", path, fields, "[]");
    add(odd, "a string", path, fields, "\"x\"");
    add(odd, "two documents", path, fields, "{} {}");
    add(
        odd,
        "the same key twice",
        path,
        fields,
        "{\"" + member + "\":\"a\",\"" + member + "\":\"b\"}");
    add(odd, "deep lists", path, fields, "[".repeat(100_000) + "]".repeat(100_000));
    add(odd, "deep objects", path, fields, "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000));
    add(
        odd,
        "deep member",
        path,
        fields,
        "{\"" + member + "\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}");
    add(odd, "a huge number", path, fields, "{\"" + member + "\":" + "9".repeat(200_000) + "}");
    add(odd, "a huge exponent", path, fields, "{\"" + member + "\":1e999999999}");
    add(odd, "a lone surrogate", path, fields, "{\"" + member + "\":\"\\ud800\"}");
    add(odd, "NUL, escaped", path, fields, "{\"" + member + "\":\"a\\u0000b\"}");
    add(odd, "NUL, raw", path, fields, "{\"" + member + "\":\"a\0b\"}");
    add(odd, "no UTF-8", path, fields, "{\"" + member + "\":\"\u00ff\u00fe\"}");
    add(odd, "a long key", path, fields, "{\"" + "k".repeat(200_000) + "\":1}");
    add(
        odd,
        "over the cap",
        path,
        fields,
        "{\"" + member + "\":\"" + "x".repeat(2 * MEBIBYTE) + "\"}");
    odd.add(
        new Odd(
            "a gzip bomb",
            request(path, fields + "Content-Encoding: gzip\r\n", gzipped(64 * MEBIBYTE))));
    odd.add(
        new Odd(
            "over the cap, announced and not sent",
            head(path, fields) + "Content-Length: " + 500 * MEBIBYTE + "\r\n\r\n{"));
    odd.add(new Odd("over the cap, in chunks", chunks(path, fields, 64)));
    odd.add(
        new Odd(
            "another type",
            (head(path, fields) + "Content-Length: 2\r\n\r\n{}")
                .replace("application/json", "text/xml")));
    odd.add(
        new Odd(
            "a long path",
            head(path + "?q=" + "x".repeat(100_000), fields) + "Content-Length: 2\r\n\r\n{}"));
    odd.add(
        new Odd(
            "many fields",
            head(path, fields) + "X-Filler: y\r\n".repeat(20_000) + "Content-Length: 2\r\n\r\n{}"));
    return odd;
  }

  private static void add(List<Odd> odd, String name, String path, String fields, String body) {
    odd.add(new Odd(name, request(path, fields, body)));
  }

  private static String head(String path, String fields) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + fields;
  }

  private static String request(String path, String fields, String body) {
    return head(path, fields) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String gzipped(int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] spaces = " ".repeat(MEBIBYTE).getBytes(StandardCharsets.US_ASCII);
      for (int written = 0; written < bytes; written += spaces.length) {
        gzip.write(spaces);
      }
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static String chunks(String path, String fields, int count) {
    String chunk = Integer.toHexString(MEBIBYTE / 16) + "\r\n" + " ".repeat(MEBIBYTE / 16) + "\r\n";
    return head(path, fields)
        + "Transfer-Encoding: chunked\r\n\r\n"
        + chunk.repeat(count)
        + "0\r\n\r\n";
  }
}
