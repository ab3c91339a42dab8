package com.leadignite.embedded;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortsTest {

  @RepeatedTest(20)
  void aFreePortIsNoneThatAnOutgoingConnectionCouldBeGiven() {
    int port = Ports.free();

    assertTrue(port > 1_024 && port < 32_768, "port " + port);
    assertTrue(Ports.isFree(port), "port " + port);
  }

  @Test
  void aPortThatSomebodyListensOnIsNotFree() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertFalse(Ports.isFree(taken.getLocalPort()));
    }
  }
}
