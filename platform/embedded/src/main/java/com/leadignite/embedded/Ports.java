package com.leadignite.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/** TCP ports of this machine's loopback address. */
public final class Ports {

  // Below what systems give to outgoing connections (32768 on Linux, 49152 elsewhere): a server
  // needs seconds to start, or to start again, and meanwhile some client would be given its port.
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 500;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ports() {}

  /** A port that nothing listens on at the moment, and that no outgoing connection is given. */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedException(
        "This machine has no free TCP port between " + LOWEST + " and " + HIGHEST + ".");
  }

  /** Whether a server could listen on the port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do it: connections of an earlier one that still linger do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
