package com.leadignite.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StackPortsTest {

  private final List<String> said = new ArrayList<>();

  @Test
  void takesTheWantedPortIfItIsFree() {
    int wanted = Ports.free();

    StackPorts addresses = StackPorts.choose(wanted, OptionalInt.empty(), true, said::add);

    assertEquals(wanted, addresses.frontDoor());
    assertEquals(List.of(), said);
  }

  @Test
  void saysWhichPortItTakesInsteadOfATakenOne() throws IOException {
    for (InetAddress address : StackPorts.localhost()) {
      try (ServerSocket taken = new ServerSocket(0, 1, address)) {
        said.clear();

        StackPorts addresses =
            StackPorts.choose(taken.getLocalPort(), OptionalInt.empty(), true, said::add);

        assertNotEquals(taken.getLocalPort(), addresses.frontDoor());
        assertEquals(
            List.of(
                "Port "
                    + taken.getLocalPort()
                    + " is taken: the front door is on port "
                    + addresses.frontDoor()
                    + "."),
            said);
      }
    }
  }

  @Test
  void givesNoPortTwice() {
    StackPorts addresses = StackPorts.choose(0, OptionalInt.of(0), true, said::add);

    Set<Integer> ports = new HashSet<>(addresses.services().values());
    ports.addAll(addresses.management().values());
    ports.add(addresses.frontDoor());
    ports.add(addresses.https().getAsInt());
    ports.add(addresses.mailbox());
    assertEquals(11, ports.size());
    assertEquals(List.of(), said);
  }
}
