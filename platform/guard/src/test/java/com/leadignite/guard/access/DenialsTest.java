package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertSame;

import com.leadignite.guard.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenialsTest {

  @Test
  void tellsTheOthersWhereOneListenerFails() {
    List<Denial> heard = new ArrayList<>();
    DenialListener failing =
        denial -> {
          throw new IllegalStateException("broken");
        };
    Denial denial = new Denial(CommonProblem.FORBIDDEN, "why", "A.b", "GET", "/", "::1", null);

    new Denials(List.of(failing, heard::add)).tell(denial);

    assertSame(denial, heard.getFirst());
  }
}
