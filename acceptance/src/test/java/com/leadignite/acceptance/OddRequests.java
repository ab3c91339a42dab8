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

  /**
   * A request as it should be, but for how it tells its end.
   *
   * @param path where to send it
   * @param fields header lines, each with its end
   * @param body a JSON body that the path takes
   */
  record Framed(String path, String fields, String body) {

    /** The request with other framing fields and bytes behind the head. */
    String with(String framing, String rest) {
      return "POST "
          + path
          + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
          + fields
          + framing
          + "\r\n"
          + rest;
    }

    String sized() {
      return with("Content-Length: " + body.length() + "\r\n", body);
    }

    String chunked() {
      return with(CHUNKED, chunk(hex()));
    }

    /** The body as one chunk that says it has so many bytes, and the end. */
    String chunk(String size) {
      return size + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    String hex() {
      return Integer.toHexString(body.length());
    }
  }

  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  /**
   * Requests whose end is unclear for one reason each: the same request without it is served. Each
   * carries a second request, in order, that must never be processed.
   */
  static List<Odd> framing(Framed good) {
    List<Odd> odd = new ArrayList<>();
    String length = "Content-Length: " + good.body().length() + "\r\n";
    String chunked = good.chunk(good.hex());
    String whole = "Content-Length: " + chunked.length() + "\r\n";
    odd.add(new Odd("CL.TE", good.with(whole + CHUNKED, chunked)));
    odd.add(new Odd("TE.CL", good.with(CHUNKED + "Content-Length: 4\r\n", chunked)));
    odd.add(new Odd("CL.CL", good.with(length + "Content-Length: 60\r\n", good.body())));
    odd.add(new Odd("CL twice", good.with(length + length, good.body())));
    int size = good.body().length();
    for (String other :
        List.of(
            size + ", 60",
            "+" + size,
            "-" + size,
            "0x" + good.hex(),
            "9".repeat(20),
            size + " 0")) {
      odd.add(new Odd("CL " + other, good.with("Content-Length: " + other + "\r\n", good.body())));
    }
    odd.add(new Odd("CL space", good.with("Content-Length : " + size + "\r\n", good.body())));
    for (String other :
        List.of(
            " : chunked",
            ": xchunked",
            ": identity",
            ": chunked, identity",
            ": gzip, chunked",
            ":\r\n chunked",
            ": chunked\r\nTransfer-Encoding: chunked",
            ": chunked\r\nTransfer-Encoding: identity")) {
      odd.add(new Odd("TE" + other, good.with("Transfer-Encoding" + other + "\r\n", chunked)));
    }
    for (String other :
        List.of("f".repeat(16) + good.hex(), "-" + good.hex(), "zz", "0x" + good.hex(), "2")) {
      odd.add(new Odd("chunk size " + other, good.with(CHUNKED, good.chunk(other))));
    }
    odd.add(
        new Odd(
            "bare LF after a chunk size",
            good.with(CHUNKED, good.hex() + "\n" + good.body() + "\r\n0\r\n\r\n")));
    odd.add(new Odd("bare LF", good.with(length, "").replace("\r\n", "\n") + good.body()));
    odd.add(new Odd("bare LF in one field", good.with("X-Odd: a\n" + length, good.body())));
    odd.add(new Odd("NUL in a field", good.with("X-Odd: a\0b\r\n" + length, good.body())));
    odd.add(new Odd("no name", good.with(": a\r\n" + length, good.body())));
    odd.add(new Odd("two hosts", good.with("Host: 127.0.0.1\r\n" + length, good.body())));
    odd.add(new Odd("no host", good.sized().replace("Host: 127.0.0.1\r\n", "")));
    return odd.stream().map(one -> new Odd(one.name(), one.text() + good.sized())).toList();
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
