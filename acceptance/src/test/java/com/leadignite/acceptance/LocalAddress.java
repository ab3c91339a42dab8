package com.leadignite.acceptance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/** Addresses to call from: on Linux all of 127.0.0.0/8 is ours, elsewhere there is only one. */
final class LocalAddress {

  private static final AtomicInteger NEXT = new AtomicInteger(1);
  private static final boolean MANY = System.getProperty("os.name").startsWith("Linux");

  private LocalAddress() {}

  /** An address of this machine that was not handed out before, if the system has many. */
  static InetAddress another() {
    int n = MANY ? NEXT.getAndIncrement() : 0;
    byte[] address =
        MANY ? new byte[] {127, 77, (byte) (n >> 8), (byte) n} : new byte[] {127, 0, 0, 1};
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** Whether each client can have an address of its own. */
  static boolean many() {
    return MANY;
  }
}
