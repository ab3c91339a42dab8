package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.leadignite.acceptance.Visitors.Wish;
import com.leadignite.stack.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * SIGTERM under load, at a second process of each service. The callers are asked to leave, what
 * they have sent is answered, and the process ends in its time.
 */
@Isolated
@Order(Integer.MAX_VALUE - 2)
class ShutdownIT {

  private static final Duration ANNOUNCE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration LAST_DELIVERY = Duration.ofSeconds(15);
  private static final Duration REST = Duration.ofSeconds(2);
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final int ENOUGH = 100;
  private static final int CONNECTIONS = 6;
  private static final int PEOPLE = 5;

  /** Of each of them; more at a time look like guessing. */
  private static final int SIGN_INS = 4;

  private static final int SIGTERM = 143;

  private static final Map<Service, Replica> REPLICAS = new EnumMap<>(Service.class);
  private static final Map<Service, Visitors> VISITORS = new EnumMap<>(Service.class);
  private static final List<Person> SIGNING_IN = new ArrayList<>();
  private static Person admin;
  private static Source source;

  @BeforeAll
  static void aSecondProcessOfEachService() throws Exception {
    Platform.ownOnly();
    admin = Person.signUp(Client.ofThePlatform());
    source = Source.create(Client.ofThePlatform(), admin);
    for (int i = 0; i < PEOPLE; i++) {
      SIGNING_IN.add(Person.signUp(Client.ofThePlatform()));
    }
    Map<String, String> settings =
        Map.of(
            "leadignite.shutdown.announce", ANNOUNCE.toString(),
            "leadignite.shutdown.limit", LIMIT.toString(),
            // Four processes that leave at once on a busy machine are slow to deliver.
            "leadignite.outbox.last-delivery", LAST_DELIVERY.toString());
    for (Service service : Service.values()) {
      REPLICAS.put(service, Replica.start(service, settings));
    }
    for (Replica replica : REPLICAS.values()) {
      replica.ready();
    }
  }

  @AfterAll
  static void end() throws Exception {
    for (Replica replica : REPLICAS.values()) {
      replica.close();
    }
  }

  @Test
  void whoHasBeenToldToStopLosesNoRequestAndEndsInTime() throws Exception {
    for (Service service : Service.values()) {
      VISITORS.put(service, visitorsOf(service));
    }
    for (Visitors visitors : VISITORS.values()) {
      Await.until("they come and go", WARM_UP, () -> visitors.count() > ENOUGH);
    }
    CountDownLatch rest = new CountDownLatch(1);
    Thread slow = sendHalfALead(rest);
    signInAllAtOnce();

    long told = System.nanoTime();
    REPLICAS.values().forEach(Replica::terminate);
    List<Thread> balancers = new ArrayList<>();
    for (Service service : Service.values()) {
      balancers.add(Thread.ofVirtual().start(() -> sendElsewhereWhenNotReady(service)));
    }
    for (Thread balancer : balancers) {
      balancer.join();
    }
    Await.until("nobody can connect any more", LIMIT, () -> !connects(Service.LEADS));
    assertThat(slow.isAlive()).isTrue();
    rest.countDown();

    for (Service service : Service.values()) {
      int status = REPLICAS.get(service).exitStatus(left(told));
      VISITORS.get(service).gone();
      Map<String, Integer> answers = VISITORS.get(service).answers();
      System.out.println(service + " told to stop: " + answers);
      assertThat(VISITORS.get(service).lost()).as(service.toString()).isEmpty();
      assertThat(answers.keySet())
          .as(service + " " + answers)
          .allMatch(answer -> answer.matches("[a-z -]+ (200|201|202|204)( last)?"));
      assertThat(answers.keySet()).as(service + "").anyMatch(answer -> answer.endsWith(" last"));
      List<String> log = REPLICAS.get(service).said().lines().toList();
      assertThat(log)
          .as(service + "")
          .anyMatch(line -> line.contains("every request was answered"));
      assertThat(
              log.stream()
                  .filter(line ->
                      line.contains("\"level\":\"ERROR\"") || line.contains("were not delivered")))
          .as(service + "")
          .isEmpty();
      assertThat(status).isEqualTo(SIGTERM);
    }
    Map<String, Integer> ofAuth = VISITORS.get(Service.AUTH).answers();
    assertThat(ofAuth.getOrDefault("sign-in 200", 0) + ofAuth.getOrDefault("sign-in 200 last", 0))
        .isEqualTo(PEOPLE * SIGN_INS);
    assertThat(VISITORS.get(Service.LEADS).answers()).containsEntry("slow 201 last", 1);
  }

  private static Visitors visitorsOf(Service service) {
    Visitors visitors = new Visitors(REPLICAS.get(service).url());
    for (int i = 0; i < CONNECTIONS; i++) {
      visitors.add("visit", () -> wish(service));
    }
    return visitors;
  }

  private static Wish wish(Service service) {
    return switch (service) {
      case AUTH -> new Wish("GET", "/auth/v1/user", bearer(), "");
      case LEADS ->
          new Wish(
              "POST", "/leads/v1/leads", bearer(), "{\"last_name\":\"" + UUID.randomUUID() + "\"}");
      case WEBHOOK -> {
        String id = "evt-" + UUID.randomUUID();
        String body = "{\"n\":\"" + id + "\"}";
        yield new Wish("POST", source.path(), source.headers(id, body), body);
      }
      case AUDIT -> new Wish("GET", "/audit/v1/events?limit=1", bearer(), "");
    };
  }

  private static Map<String, String> bearer() {
    return Map.of("authorization", "Bearer " + admin.accessToken());
  }

  /** A body of which half is there on return, and the rest comes once the latch is open. */
  private static Thread sendHalfALead(CountDownLatch rest) throws Exception {
    byte[] body =
        ("{\"last_name\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.US_ASCII);
    int half = body.length / 2;
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        VISITORS
            .get(Service.LEADS)
            .once(
                "slow",
                connection -> {
                  connection.write(
                      connection.head("POST", "/leads/v1/leads", bearer(), body.length));
                  connection.write(Arrays.copyOf(body, half));
                  begun.countDown();
                  rest.await();
                  connection.write(Arrays.copyOfRange(body, half, body.length));
                });
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    return thread;
  }

  /** More at a time than are hashed at a time; all are written on return. */
  private static void signInAllAtOnce() throws Exception {
    CountDownLatch written = new CountDownLatch(PEOPLE * SIGN_INS);
    for (int i = 0; i < PEOPLE * SIGN_INS; i++) {
      Person person = SIGNING_IN.get(i % PEOPLE);
      String body =
          Client.JSON.writeValueAsString(
              Map.of("email", person.email(), "password", person.password()));
      VISITORS
          .get(Service.AUTH)
          .once(
              "sign-in",
              connection -> {
                connection.write(
                    connection.request(
                        "POST", "/auth/v1/token?grant_type=password", Map.of(), body));
                written.countDown();
              });
    }
    assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
  }

  /** What a load balancer does that looks at the readiness. */
  private static void sendElsewhereWhenNotReady(Service service) {
    while (REPLICAS.get(service).readiness() != 503) {
      LockSupport.parkNanos(20_000_000);
    }
    VISITORS.get(service).sendElsewhere();
  }

  private static boolean connects(Service service) throws IOException {
    try {
      new KeptConnection(REPLICAS.get(service).url(), LocalAddress.another()).close();
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static Duration left(long since) {
    return ANNOUNCE
        .plus(LIMIT)
        .plus(LAST_DELIVERY)
        .plus(REST)
        .minusNanos(System.nanoTime() - since);
  }
}
