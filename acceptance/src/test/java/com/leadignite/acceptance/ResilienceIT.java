package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.leadignite.acceptance.Traffic.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each part of the platform is killed while requests run. What was answered with success is there
 * afterwards, nobody has to restart anything else, and in between everybody gets a proper answer.
 */
@Isolated
@Order(Integer.MAX_VALUE - 1)
class ResilienceIT {

  private static final Duration RECOVERY = Duration.ofMinutes(2);
  private static final Duration DELIVERY = Duration.ofMinutes(2);
  private static final Map<String, Set<String>> DEEDS_OF =
      Map.of(
          "auth", Set.of("sign-up", "sign-in"),
          "leads", Set.of("create", "read"),
          "webhooks", Set.of("webhook"),
          "audit", Set.of());

  private static Person admin;
  private static Source source;

  @BeforeAll
  static void anOrganizationWithASourceOfWebhooks() throws Exception {
    Platform.ownOnly();
    admin = Person.signUp(Client.ofThePlatform());
    source = Source.create(Client.ofThePlatform(), admin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth", "leads", "webhooks", "audit"})
  void aKilledServiceComesBackAndTheOthersDoNotNotice(String service) throws Exception {
    Platform platform = Platform.ownOnly();
    ProcessHandle before = platform.process(service);
    try (Traffic traffic = startedTraffic()) {
      before.destroyForcibly();
      Await.until(
          service + " runs again", RECOVERY, () -> platform.process(service).pid() != before.pid());
      platform.stack().awaitReady(RECOVERY);
      Await.until(
          "everybody is served: " + traffic.failing(), RECOVERY, () -> traffic.failing().isEmpty());
      traffic.stop();

      report(service, traffic);
      for (Seen one : traffic.seen()) {
        if (DEEDS_OF.get(service).contains(one.what())) {
          assertThat(one.status()).as(one.toString()).isIn(200, 201, 202, 204, 502, 503, 504);
        } else {
          assertThat(one.status()).as(one.toString()).isBetween(200, 299);
        }
      }
      assertPromisesKept(traffic);
    }
  }

  @Test
  void withoutRedisReadingAndWebhooksGoOnAndWhatGrantsIsRefused() throws Exception {
    Platform platform = Platform.ownOnly();
    try (Traffic traffic = startedTraffic()) {
      Map<String, Integer> refused = Map.of("create", 503, "sign-in", 503, "sign-up", 503);
      breakUntilResumed(platform, "redis");
      Await.until("only these are refused", RECOVERY, () -> traffic.failing().equals(refused));
      platform.stack().resume("redis");
      Await.until("everybody is served", RECOVERY, () -> traffic.failing().isEmpty());
      traffic.stop();

      report("Redis", traffic);
      assertPoliteRefusals(traffic);
      assertPromisesKept(traffic);
    }
  }

  @Test
  void withoutPostgresEverybodyIsAskedToRetry() throws Exception {
    Platform platform = Platform.ownOnly();
    try (Traffic traffic = startedTraffic()) {
      Map<String, Integer> refused =
          Map.of("create", 503, "read", 503, "sign-in", 503, "sign-up", 503, "webhook", 503);
      breakUntilResumed(platform, "postgres");
      Await.until("all are refused", RECOVERY, () -> traffic.failing().equals(refused));
      platform.stack().resume("postgres");
      Await.until("everybody is served", RECOVERY, () -> traffic.failing().isEmpty());
      traffic.stop();

      report("PostgreSQL", traffic);
      assertPoliteRefusals(traffic);
      assertPromisesKept(traffic);
    }
  }

  /** Kills a server as a crash would, and keeps the stack from starting it again at once. */
  private static void breakUntilResumed(Platform platform, String server) {
    ProcessHandle process = platform.stack().process(server);
    Stream.concat(process.descendants(), Stream.of(process))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
    platform.stack().pause(server);
  }

  private static Traffic startedTraffic() throws Exception {
    Traffic traffic = new Traffic(admin, source);
    Await.until(
        "there is traffic",
        RECOVERY,
        () -> traffic.statuses().size() == 5 && traffic.failing().isEmpty());
    traffic.from();
    Await.until(
        "all of it succeeds before something breaks",
        RECOVERY,
        () -> traffic.statuses().size() == 5 && traffic.failing().isEmpty());
    return traffic;
  }

  private static void assertPoliteRefusals(Traffic traffic) {
    for (Seen one : traffic.seen()) {
      assertThat(one.status()).as(one.toString()).isIn(200, 201, 202, 204, 503);
      assertThat(one.retryAfter() || one.status() < 300).as(one.toString()).isTrue();
    }
  }

  /** What was answered with success exists, and each change is in the audit log exactly once. */
  private static void assertPromisesKept(Traffic traffic) throws Exception {
    Client client = Client.ofThePlatform();
    for (String lead : traffic.leads()) {
      client.get("/leads/v1/leads/" + lead).as(admin).send().expect(200);
    }
    for (Person person : traffic.people()) {
      assertThat(client.get("/auth/v1/user").as(person).send().expect(200).text("/id"))
          .isEqualTo(person.id());
    }
    assertThat(source.received(client, admin)).containsAll(traffic.webhooks());

    AuditLog log = new AuditLog(client, admin);
    Await.until(
        "every promised lead is in the audit log",
        DELIVERY,
        () -> log.countByTarget("lead.created").keySet().containsAll(traffic.leads()));
    assertThat(log.countByTarget("lead.created").values()).containsOnly(1L);
    List<Person> people = traffic.people();
    if (!people.isEmpty()) {
      Person last = people.getLast();
      AuditLog theirs = new AuditLog(Client.ofThePlatform(), last);
      Await.until(
          "their sign-up is in the audit log", DELIVERY, () -> !theirs.events("auth.*").isEmpty());
    }
  }

  private static void report(String part, Traffic traffic) {
    System.out.println(
        part
            + " killed: "
            + traffic.statuses()
            + "; promised "
            + traffic.leads().size()
            + " leads, "
            + traffic.webhooks().size()
            + " webhooks, "
            + traffic.people().size()
            + " accounts");
  }
}
