package com.leadignite.auth.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.throttle.GuessCounter.Counted;
import com.leadignite.guard.audit.AuditEvent.Target;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessCounterTest {

  private final GuessCounter counter = new GuessCounter();

  @Test
  void holdsNoMoreHoweverManyAddressesThereAreAndLosesNoGuess() {
    for (int i = 0; i < 5_000; i++) {
      counter.count("auth.refresh.failed", null, null, request(i % 2_500));
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

  /**
   * Guesses of one kind are one, whoever made the last; of another action or network they are not.
   */
  @Test
  void tellsKindsApart() {
    Target client = new Target("client", "leads-service", null);
    counter.count("auth.client.failed", client, null, request(1));
    counter.count("auth.client.failed", client, null, request(1));
    counter.count("auth.client.failed", client, null, request(2));
    counter.count("auth.client.failed", null, null, request(1));
    counter.count("auth.refresh.failed", client, null, request(1));

    List<Counted> counted = counter.drain();

    assertEquals(List.of(2L, 1L, 1L, 1L), counted.stream().map(Counted::count).toList());
    assertEquals(client, counted.getFirst().target());
  }

  @Test
  void beginsAtZeroAgain() {
    counter.count("auth.refresh.failed", null, null, request(1));
    counter.drain();
    counter.count("auth.refresh.failed", null, null, request(1));

    assertEquals(List.of(1L), counter.drain().stream().map(Counted::count).toList());
  }

  /** What is counted while it is drained is in this round or in the next. */
  @Test
  void losesNoGuessInARace() {
    AtomicLong drained = new AtomicLong();

    Parallel.run(
        40,
        () -> {
          for (int i = 0; i < 500; i++) {
            counter.count("auth.refresh.failed", null, null, request(i));
          }
          counter.drain().forEach(each -> drained.addAndGet(each.count()));
          return drained;
        });

    counter.drain().forEach(each -> drained.addAndGet(each.count()));
    assertEquals(40 * 500, drained.get());
  }
}
