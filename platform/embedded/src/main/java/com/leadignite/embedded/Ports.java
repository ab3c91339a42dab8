package com.leadignite.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine's loopback address. */
public final class Ports {

  private Ports() {}

  /** A port that nothing listens on at the moment. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedException("This machine has no free TCP port.", e);
    }
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
