package com.leadignite.acceptance;

import com.leadignite.stack.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One replica of auth-service at a time, which somebody uses without a pause, reading and writing,
 * while the next one takes its place.
 */
final class RollingRestart implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int ENOUGH = 20;

  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final AtomicInteger served = new AtomicInteger();
  private final Thread user;
  private volatile Serving serving;
  private volatile boolean stopped;

  private record Serving(Replica replica, Client client) {}

  RollingRestart() throws Exception {
    this.serving = started(Map.of());
    Person person = Person.signUp(serving.client());
    this.user = Thread.ofVirtual().start(() -> use(person));
  }

  private static Serving started(Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("leadignite.shutdown.announce", "5S");
    settings.put("leadignite.shutdown.limit", "20S");
    Replica replica = Replica.start(Service.AUTH, settings).ready();
    return new Serving(replica, Client.of(replica.url()));
  }

  private void use(Person person) {
    String access = person.accessToken();
    String refresh = person.refreshToken();
    try {
      while (!stopped) {
        Client client = serving.client();
        client.get("/auth/v1/user").bearer(access).send().expect(200);
        Answer answer =
            client
                .post("/auth/v1/token?grant_type=refresh_token", Map.of("refresh_token", refresh))
                .send()
                .expect(200);
        access = answer.text("/access_token");
        refresh = answer.text("/refresh_token");
        served.incrementAndGet();
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException | AssertionError e) {
      refused.add(e.toString());
    }
  }

  /** Puts a replica with other settings in the place of the one that serves. */
  void restart(Map<String, String> settings) throws Exception {
    goesOn();
    Serving before = serving;
    serving = started(settings);
    before.replica().terminate();
    before.replica().exitStatus(LIMIT);
    goesOn();
  }

  /** Waits until more requests were answered. */
  void goesOn() throws Exception {
    int until = served.get() + ENOUGH;
    Await.until(
        "requests are answered " + refused, LIMIT, () -> served.get() > until || !user.isAlive());
  }

  /** What was not answered as it should be, once no more is asked. */
  List<String> refused() throws InterruptedException {
    stopped = true;
    user.join();
    return List.copyOf(refused);
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    serving.replica().close();
  }
}
