package com.leadignite.auth.outbound;

import java.net.URI;
import java.util.Map;

/**
 * A POST to somebody else's server. Does not print its header fields and its body.
 *
 * @param uri where to: https, or plain http to this machine alone
 * @param headers the header fields
 * @param body the body
 * @param privateAddresses whether the name may lead into a private network
 */
public record OutboundCall(
    URI uri, Map<String, String> headers, String body, boolean privateAddresses) {

  public OutboundCall {
    headers = Map.copyOf(headers);
  }

  boolean isEncrypted() {
    return "https".equalsIgnoreCase(uri.getScheme());
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
