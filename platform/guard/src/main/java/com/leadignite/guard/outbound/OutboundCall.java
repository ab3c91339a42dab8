package com.leadignite.guard.outbound;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A call to somebody else's server. Does not print its header fields and its body.
 *
 * @param method its method
 * @param uri where to: https, or plain http to this machine alone
 * @param headers the header fields
 * @param body the body
 * @param reach where the name may lead
 * @param largestAnswer the most bytes of an answer
 * @param cut whether the status alone matters: of an answer that is larger, or does not end in
 *     time, what came is answered
 * @param within how long the whole call may take
 */
public record OutboundCall(
    HttpMethod method,
    URI uri,
    Map<String, String> headers,
    String body,
    Reach reach,
    int largestAnswer,
    boolean cut,
    Duration within) {

  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final Duration WITHIN = Duration.ofSeconds(5);

  public OutboundCall {
    headers = Map.copyOf(headers);
  }

  /** A call to where the operator says, which has five seconds. */
  public OutboundCall(
      HttpMethod method,
      URI uri,
      Map<String, String> headers,
      String body,
      boolean privateAddresses,
      int largestAnswer) {
    this(
        method,
        uri,
        headers,
        body,
        Reach.configured(privateAddresses),
        largestAnswer,
        false,
        WITHIN);
  }

  /** A POST, of whose answer 64 KiB are read. */
  public OutboundCall(URI uri, Map<String, String> headers, String body, boolean privateAddresses) {
    this(HttpMethod.POST, uri, headers, body, privateAddresses, LARGEST_ANSWER);
  }

  /** A GET. */
  public static OutboundCall get(
      URI uri, Map<String, String> headers, boolean privateAddresses, int largestAnswer) {
    return new OutboundCall(HttpMethod.GET, uri, headers, "", privateAddresses, largestAnswer);
  }

  /** The same in another time than five seconds. */
  public OutboundCall within(Duration time) {
    return new OutboundCall(method, uri, headers, body, reach, largestAnswer, cut, time);
  }

  boolean isEncrypted() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  boolean isHttp() {
    return isEncrypted() || "http".equalsIgnoreCase(uri.getScheme());
  }

  int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return isEncrypted() ? 443 : 80;
  }

  String pathAndQuery() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  @Override
  public String toString() {
    return "OutboundCall";
  }
}
