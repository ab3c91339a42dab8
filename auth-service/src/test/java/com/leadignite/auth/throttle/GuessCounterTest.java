package com.leadignite.auth.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.throttle.GuessCounter.Counted;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuessCounterTest {

  private final GuessCounter counter = new GuessCounter();

  @Test
  void holdsNoMoreHoweverManyAddressesThereAreAndLosesNoGuess() {
    for (int i = 0; i < 5_000; i++) {
      counter.count("auth.refresh.failed", null, request(i % 2_500));
    }

    List<Counted> counted = counter.drain();

    assertEquals(GuessCounter.MOST + 1, counted.size());
    assertEquals(5_000, counted.stream().mapToLong(Counted::count).sum());
    assertNull(counted.getLast().last());
    assertTrue(counter.drain().isEmpty());
  }

  private static RequestInfo request(int host) {
    InetAddress address = InetAddress.ofLiteral("10.0." + host / 256 + "." + host % 256);
    return new RequestInfo("request", null, new ClientAddress(address), null);
  }
}
