package com.leadignite.guard.outbound;

import com.leadignite.guard.edge.Cidr;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are those of the Internet: the others are in the registries of special-purpose
 * addresses (RFC 6890), or lead to one that is, and what listens there trusts whoever reaches it.
 */
final class PublicAddresses {

  // Not of the class: that is initialized while a native executable is built.
  private final List<Cidr> special =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              // Instances' metadata, with their credentials, is at one of these.
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // Of 2000::/3 alone: those that tunnel to another address, and for documentation.
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .stream()
          .map(Cidr::parse)
          .toList();

  /** What IANA has given out as global unicast; the rest of IPv6 is not the Internet's. */
  private final Cidr global = Cidr.parse("2000::/3");

  boolean contain(InetAddress address) {
    return (!(address instanceof Inet6Address) || global.contains(address))
        && special.stream().noneMatch(range -> range.contains(address));
  }
}
