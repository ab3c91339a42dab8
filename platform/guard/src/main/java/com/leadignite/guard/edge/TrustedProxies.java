package com.leadignite.guard.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client's address behind the proxies of {@code leadignite.trusted-proxies}, a list of
 * address ranges. Each proxy appends the address it was called from to X-Forwarded-For, so only the
 * entries that our own proxies wrote, counted from the right, can be believed.
 */
@Singleton
public final class TrustedProxies {

  private static final int MOST_HOPS = 32;

  // Not static: a native image cannot hold addresses that were made while it was built.
  private final InetAddress unknown = Addresses.of(new byte[4]);
  private final List<Cidr> trusted;

  @Inject
  TrustedProxies(
      @ConfigProperty(name = "leadignite.trusted-proxies") Optional<List<Cidr>> trusted) {
    this(trusted.orElse(List.of()));
  }

  TrustedProxies(List<Cidr> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The nearest address to us that is not one of our proxies. */
  public ClientAddress clientOf(HttpServerRequest request) {
    InetAddress peer = peer(request);
    return trusted.isEmpty()
        ? new ClientAddress(peer)
        : clientOf(peer, request.headers().getAll("X-Forwarded-For"));
  }

  /**
   * @param peer who connected to us
   * @param forwarded the lines of X-Forwarded-For in the order they came
   */
  ClientAddress clientOf(InetAddress peer, List<String> forwarded) {
    InetAddress nearest = peer;
    int hops = 0;
    for (int line = forwarded.size() - 1; line >= 0; line--) {
      String entries = forwarded.get(line);
      int end = entries.length();
      while (end >= 0 && hops++ < MOST_HOPS && isTrusted(nearest)) {
        int comma = entries.lastIndexOf(',', end - 1);
        InetAddress hop = Addresses.parseHop(entries.substring(comma + 1, end));
        if (hop == null) {
          return new ClientAddress(nearest);
        }
        nearest = hop;
        end = comma;
      }
    }
    return new ClientAddress(nearest);
  }

  private boolean isTrusted(InetAddress address) {
    for (Cidr range : trusted) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private InetAddress peer(HttpServerRequest request) {
    @Nullable SocketAddress remote = request.remoteAddress();
    String host = remote == null ? null : remote.hostAddress();
    if (host == null) {
      return unknown;
    }
    int zone = host.indexOf('%');
    InetAddress peer = Addresses.parse(zone < 0 ? host : host.substring(0, zone));
    return peer == null ? unknown : peer;
  }
}
