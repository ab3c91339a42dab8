package com.leadignite.audit.event;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses from a first to a last one. PostgreSQL's operators for networks are not leakproof:
 * under row-level security they use no index. Comparisons are leakproof, and do.
 *
 * @param lowest the first address, as text
 * @param highest the last address, as text
 */
record AddressRange(String lowest, String highest) {

  private static final Pattern ADDRESS_OR_NETWORK =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

  /** Reads an address or a network in CIDR notation; empty if the text is neither. */
  static Optional<AddressRange> of(String text) {
    // Java would also read "10.1" as an IPv4 address, a zone after a "%", and "+8" as a number.
    Matcher matcher = ADDRESS_OR_NETWORK.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(matcher.group(1)).getAddress();
      int bits = bytes.length * 8;
      int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
      return prefix > bits ? Optional.empty() : Optional.of(of(bytes, prefix));
    } catch (IllegalArgumentException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static AddressRange of(byte[] address, int prefix) throws UnknownHostException {
    int free = address.length * 8 - prefix;
    BigInteger first = new BigInteger(1, address).shiftRight(free).shiftLeft(free);
    BigInteger last = first.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE);
    return new AddressRange(text(first, address.length), text(last, address.length));
  }

  private static String text(BigInteger address, int length) throws UnknownHostException {
    byte[] bytes = new byte[length];
    byte[] significant = address.toByteArray();
    for (int i = 1; i <= Math.min(length, significant.length); i++) {
      bytes[length - i] = significant[significant.length - i];
    }
    return InetAddress.getByAddress(bytes).getHostAddress();
  }
}
