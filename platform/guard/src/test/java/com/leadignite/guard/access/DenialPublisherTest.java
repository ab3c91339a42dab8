package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertSame;

import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.problem.CommonProblem;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenialPublisherTest {

  private static final RequestInfo HERE =
      new RequestInfo("request", null, new ClientAddress(InetAddress.ofLiteral("::1")), null);

  @Test
  void notifiesTheOtherListenersIfOneFails() {
    List<Denial> heard = new ArrayList<>();
    DenialListener failing =
        denial -> {
          throw new IllegalStateException("broken");
        };
    Denial denial = new Denial(CommonProblem.FORBIDDEN, 403, "why", "A.b", "GET", "/", HERE, null);

    new DenialPublisher(List.of(failing, heard::add)).tell(denial);

    assertSame(denial, heard.getFirst());
  }
}
