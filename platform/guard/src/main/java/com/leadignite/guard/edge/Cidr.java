package com.leadignite.guard.edge;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A range of IP addresses such as {@code 10.0.0.0/8}, or a single address. Immutable. */
public final class Cidr {

  /**
   * A sixty-fourth of all addresses: private networks and a large provider's fit in. What {@link
   * #coverage covers} more holds strangers.
   */
  public static final double WIDEST = 1 / 64.0;

  private final byte[] network;
  private final int prefix;

  private Cidr(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * Reads {@code address/prefix} or an address alone, IPv4 or IPv6; names are not resolved.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Cidr parse(CharSequence text) {
    String range = text.toString().strip();
    int slash = range.indexOf('/');
    InetAddress address = Addresses.parse(slash < 0 ? range : range.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("not an address range: " + range);
    }
    byte[] network = address.getAddress();
    int bits = network.length * Byte.SIZE;
    int prefix = slash < 0 ? bits : prefix(range, range.substring(slash + 1), bits);
    return new Cidr(network, prefix);
  }

  private static int prefix(String range, String digits, int bits) {
    if (!digits.isEmpty()
        && digits.length() <= 3
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int prefix = Integer.parseInt(digits);
      if (prefix <= bits) {
        return prefix;
      }
    }
    throw new IllegalArgumentException("not an address range: " + range);
  }

  /** Whether the address lies in the range; an IPv4-mapped IPv6 address counts as IPv4. */
  public boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != network.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (other[i] != network[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    return rest == 0 || ((other[whole] ^ network[whole]) & (0xff << (Byte.SIZE - rest))) == 0;
  }

  /**
   * Which part of all addresses the ranges cover together, from 0 to 1: of IPv4's or of IPv6's,
   * whichever is more. Two ranges are apart or one is in the other, so that those in no other add
   * up.
   */
  public static double coverage(Collection<Cidr> ranges) {
    double four = 0;
    double six = 0;
    for (Cidr range : Set.copyOf(ranges)) {
      if (ranges.stream().noneMatch(other -> other.isWiderThan(range))) {
        double part = Math.scalb(1.0, -range.prefix);
        four += range.network.length == 4 ? part : 0;
        six += range.network.length == 4 ? 0 : part;
      }
    }
    return Math.max(four, six);
  }

  private boolean isWiderThan(Cidr other) {
    return prefix < other.prefix && contains(Addresses.of(other.network));
  }

  /** Equal if both contain the same addresses. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cidr range
        && prefix == range.prefix
        && contains(Addresses.of(range.network));
  }

  @Override
  public int hashCode() {
    return prefix;
  }

  @Override
  public String toString() {
    return Addresses.of(network).getHostAddress() + "/" + prefix;
  }
}
