package com.leadignite.webhook.inbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.RowFailure;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import com.leadignite.webhook.signature.SignedRequest;
import com.leadignite.webhook.signature.Verdict.Genuine;
import com.leadignite.webhook.source.FindSource;
import com.leadignite.webhook.source.Source;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Webhooks that arrive at the same time, against PostgreSQL and Redis. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class GroupCommitTest {

  private static final byte[] BODY = {'{', '}'};
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** %test: leadignite.limits."webhook-source".permits. */
  private static final int PERMITS = 60;

  @Inject WebhookStore store;
  @Inject IngestMetrics metrics;
  @Inject FindSource findSource;
  @Inject AuditEvents auditEvents;
  @Inject Ids ids;

  private record Settings(int transactions, int batch, long batchBytes, int waiting)
      implements IngestConfig {

    @Override
    public long waitingBytes() {
      return 1_000_000;
    }
  }

  private GroupCommit group(int transactions, int waiting) {
    return new GroupCommit(store, new Settings(transactions, 100, 100_000, waiting), metrics);
  }

  private Source newSource() {
    String id =
        given()
            .header(
                "Authorization",
                TestTokens.admin().tenant(UUID.randomUUID()).scopes("webhooks:write").bearer())
            .contentType(ContentType.JSON)
            .body("{\"name\":\"Dialer\",\"kind\":\"generic_hmac\"}")
            .post("/webhooks/v1/sources")
            .jsonPath()
            .getString("id");
    return findSource.active(UUID.fromString(id)).await().atMost(LIMIT).orElseThrow().source();
  }

  private VerifiedWebhook webhook(Source source, String delivery) {
    return webhook(source, delivery, ids.next());
  }

  private static VerifiedWebhook webhook(Source source, String delivery, UUID id) {
    return new VerifiedWebhook(
        id,
        source,
        new Genuine(delivery, true, ""),
        new SignedRequest("POST", "/", Map.of(), BODY),
        Instant.now());
  }

  private AuditEvent event(VerifiedWebhook webhook) {
    return auditEvents
        .of("webhook.received")
        .tenant(webhook.source().tenantId())
        .target("webhook", webhook.id())
        .build();
  }

  private Arrival arrival(VerifiedWebhook webhook) {
    CompletableFuture<Arrival> made = new CompletableFuture<>();
    Uni.createFrom()
        .<Received>emitter(sender -> made.complete(new Arrival(webhook, event(webhook), sender)))
        .subscribe()
        .with(ignored -> {}, ignored -> {});
    return made.join();
  }

  private CompletableFuture<Received> send(GroupCommit group, VerifiedWebhook webhook) {
    return group.store(webhook, event(webhook)).subscribeAsCompletionStage();
  }

  private static Received get(CompletableFuture<Received> answer) throws Exception {
    return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static Throwable failure(CompletableFuture<Received> answer) {
    return assertThrows(
            CompletionException.class,
            () -> answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join())
        .getCause();
  }

  private static long count(String what) throws SQLException {
    return number("select count(*) from webhooks." + what);
  }

  private static long transactions() throws SQLException {
    return number("select count(distinct xmin::text) from webhooks.inbox");
  }

  private static long number(String query) throws SQLException {
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long received() throws SQLException {
    return count("outbox where event like '%webhook.received%'");
  }

  @Test
  @Tag("B43")
  void storesOneOfAThousandCopiesThatTwoReplicasGetAtOnce() throws Exception {
    Source source = newSource();
    List<GroupCommit> replicas = List.of(group(2, 1000), group(2, 1000));

    List<CompletableFuture<Received>> answers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      answers.add(send(replicas.get(i % 2), webhook(source, "d-1")));
    }

    Set<UUID> seen = new HashSet<>();
    int fresh = 0;
    for (var answer : answers) {
      seen.add(get(answer).id());
      fresh += get(answer).duplicate() ? 0 : 1;
    }
    assertEquals(1, fresh);
    assertEquals(1, seen.size());
    assertEquals(List.of(1L, 1L, 1L), List.of(count("inbox"), count("delivery_key"), received()));
  }

  @Test
  void storesThoseOfSeveralOrganizationsInOneTransaction() throws Exception {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Source source = newSource();
      arrivals.add(arrival(webhook(source, "d-1")));
      arrivals.add(arrival(webhook(source, "d-2")));
    }

    List<Outcome> outcomes = store.store(arrivals).await().atMost(LIMIT);

    for (int i = 0; i < arrivals.size(); i++) {
      assertEquals(
          new Outcome.Stored(new Received(arrivals.get(i).webhook().id(), false)), outcomes.get(i));
    }
    assertEquals(6, count("inbox"));
    assertEquals(1, transactions());
    assertEquals(6, received());
  }

  @Test
  void oneThatIsRefusedFailsAlone() throws Exception {
    Source source = newSource();
    UUID taken = get(send(group(1, 10), webhook(source, "first"))).id();
    GroupCommit group = group(1, 10);

    CompletableFuture<Received> ahead = send(group, webhook(source, "ahead"));
    CompletableFuture<Received> good = send(group, webhook(source, "d-1"));
    CompletableFuture<Received> bad = send(group, webhook(source, "bad", taken));
    CompletableFuture<Received> repeated = send(group, webhook(source, "first"));
    CompletableFuture<Received> alsoGood = send(group, webhook(newSource(), "d-1"));

    assertFalse(get(ahead).duplicate());
    assertFalse(get(good).duplicate());
    assertFalse(get(alsoGood).duplicate());
    assertEquals(new Received(taken, true), get(repeated));
    assertEquals("23505", assertInstanceOf(RowFailure.class, failure(bad)).sqlState());
    assertEquals(List.of(4L, 4L, 4L), List.of(count("inbox"), count("delivery_key"), received()));
  }

  @Test
  @Tag("B43")
  void countsOnlyWhatIsNewOfThoseThatShareATransaction() throws Exception {
    Source source = newSource();
    Source other = newSource();
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < PERMITS + 2; i++) {
      arrivals.add(arrival(webhook(source, "d-" + i)));
    }
    arrivals.add(arrival(webhook(source, "d-0")));
    arrivals.add(arrival(webhook(source, "d-" + (PERMITS + 1))));
    arrivals.add(arrival(webhook(other, "d-0")));

    List<Outcome> outcomes = store.store(arrivals).await().atMost(LIMIT);
    PlatformServers.redis("FLUSHALL");
    Outcome later = store.store(List.of(arrivals.get(PERMITS))).await().atMost(LIMIT).getFirst();

    for (int i = 0; i < PERMITS; i++) {
      assertInstanceOf(Outcome.Stored.class, outcomes.get(i), i + "");
    }
    assertEquals(CommonProblem.TOO_MANY_REQUESTS, problem(outcomes.get(PERMITS)).type());
    assertEquals(CommonProblem.TOO_MANY_REQUESTS, problem(outcomes.get(PERMITS + 1)).type());
    assertTrue(problem(outcomes.get(PERMITS)).headers().containsKey("Retry-After"));
    assertEquals(
        new Outcome.Stored(new Received(arrivals.getFirst().webhook().id(), true)),
        outcomes.get(PERMITS + 2));
    assertEquals(CommonProblem.UNAVAILABLE, problem(outcomes.get(PERMITS + 3)).type());
    assertInstanceOf(Outcome.Stored.class, outcomes.get(PERMITS + 4));
    assertEquals(
        new Outcome.Stored(new Received(arrivals.get(PERMITS).webhook().id(), false)), later);
    assertEquals(PERMITS + 2, received());
    assertEquals(PERMITS + 2, count("delivery_key"));
  }

  private static Problem problem(Outcome outcome) {
    return (Problem) assertInstanceOf(Outcome.Refused.class, outcome).reason();
  }

  @Test
  void refusesAtOnceWhatWouldWaitBehindTooMany() {
    Source source = newSource();
    GroupCommit group = group(0, 2);
    CompletableFuture<Received> first = send(group, webhook(source, "d-1"));
    CompletableFuture<Received> second = send(group, webhook(source, "d-2"));

    Problem refused = (Problem) failure(send(group, webhook(source, "d-3")));

    assertEquals(CommonProblem.UNAVAILABLE, refused.type());
    assertEquals("1", refused.headers().get("Retry-After"));
    assertFalse(first.isDone() || second.isDone());
  }

  @Test
  void takesAsManyAtATimeAsMayShareATransaction() {
    Source source = newSource();
    List<Arrival> arrivals =
        IntStream.range(0, 6).mapToObj(i -> arrival(webhook(source, "d-" + i))).toList();
    Gathering three = new Gathering(new Settings(1, 3, 1000, 6));
    Gathering fiveBytes = new Gathering(new Settings(2, 3, 5, 6));
    arrivals.forEach(arrival -> assertTrue(three.add(arrival) && fiveBytes.add(arrival)));

    assertEquals(arrivals.subList(0, 3), three.take());
    assertEquals(List.of(), three.take());
    three.ended();
    assertEquals(arrivals.subList(3, 6), three.take());
    three.ended();
    assertEquals(List.of(), three.take());
    assertEquals(arrivals.subList(0, 2), fiveBytes.take());
    assertEquals(arrivals.subList(2, 4), fiveBytes.take());
    assertEquals(List.of(), fiveBytes.take());
    assertEquals(2, fiveBytes.size());
  }

  @Test
  void holdsNoMoreBytesThanMayWait() {
    Source source = newSource();
    Gathering gathering = new Gathering(new Settings(1, 1, 1, Integer.MAX_VALUE));
    byte[] half = new byte[500_000];

    assertTrue(gathering.add(arrival(webhook(source, half))));
    assertTrue(gathering.add(arrival(webhook(source, half))));
    assertFalse(gathering.add(arrival(webhook(source, half))));
    assertEquals(1, gathering.take().size());
    assertTrue(gathering.add(arrival(webhook(source, half))));
  }

  private VerifiedWebhook webhook(Source source, byte[] body) {
    return new VerifiedWebhook(
        ids.next(),
        source,
        new Genuine("d", true, ""),
        new SignedRequest("POST", "/", Map.of(), body),
        Instant.now());
  }
}
