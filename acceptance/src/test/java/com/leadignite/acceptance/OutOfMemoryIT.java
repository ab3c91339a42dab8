package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.leadignite.stack.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A service that has used up its memory ends at once and says why, so that another takes its place:
 * it does not continue with half of its parts dead.
 */
class OutOfMemoryIT {

  private static final int HEAP_MEGABYTES = Platform.isNative() ? 32 : 80;
  private static final int CALLERS = 300;
  private static final int BODY = 1_000_000;
  private static final Duration END_LIMIT = Duration.ofMinutes(2);

  /** Of a process that {@code -XX:+ExitOnOutOfMemoryError} ended. */
  private static final int OUT_OF_MEMORY = 3;

  @Test
  void endsAndSaysWhy() throws Exception {
    Person person = Person.signUp(Client.ofThePlatform());
    // Told to hold more than it can.
    Map<String, String> unbounded = Map.of("leadignite.body.max-held", "1G");
    try (Replica replica = Replica.start(Service.LEADS, HEAP_MEGABYTES, unbounded).ready()) {
      for (int i = 0; i < CALLERS; i++) {
        Thread.ofVirtual().start(() -> holdABody(replica, person));
      }

      int status = replica.exitStatus(END_LIMIT);

      assertThat(replica.said()).contains("Terminating due to java.lang.OutOfMemoryError: ");
      assertThat(status).isEqualTo(OUT_OF_MEMORY);
    }
  }

  /** Sends nearly all of a body, and waits. */
  private static void holdABody(Replica replica, Person person) {
    try (KeptConnection connection = new KeptConnection(replica.url(), LocalAddress.another())) {
      Map<String, String> bearer = Map.of("authorization", "Bearer " + person.accessToken());
      connection.write(connection.head("POST", "/leads/v1/leads", bearer, BODY));
      connection.write(new byte[BODY - 1]);
      connection.read();
    } catch (IOException e) {
      // What this is for: the service has ended.
    }
  }
}
