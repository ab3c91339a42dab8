package com.leadignite.guard.edge;

import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a request comes from: the nearest address that is not one of our own proxies. What a client
 * claims of itself in X-Forwarded-For does not change it.
 *
 * @param value the address; IPv4-mapped IPv6 addresses are converted to IPv4
 */
public record ClientAddress(InetAddress value) {

  private static final int NETWORK_BYTES = 8;

  /** The address of the request's client. */
  public static ClientAddress of(RoutingContext context) {
    return RequestInfo.of(context).address();
  }

  /** The address of that text; empty if it is none. Names are not resolved. */
  public static Optional<ClientAddress> parse(String text) {
    return Optional.ofNullable(Addresses.parse(text)).map(ClientAddress::new);
  }

  /** The address as text, for logs and audit events. */
  public String text() {
    return value.getHostAddress();
  }

  /**
   * The key under which the client is counted: an IPv4 address, or the /64 network of an IPv6 one,
   * because a single household or server owns all addresses of it.
   */
  public String network() {
    if (!(value instanceof Inet6Address)) {
      return value.getHostAddress();
    }
    byte[] network = value.getAddress();
    for (int i = NETWORK_BYTES; i < network.length; i++) {
      network[i] = 0;
    }
    return Addresses.of(network).getHostAddress() + "/64";
  }

  @Override
  public String toString() {
    return text();
  }
}
