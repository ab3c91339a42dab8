package com.leadignite.guard.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.testing.MutableClock;
import com.leadignite.guard.token.UnexpectedStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B41")
final class MembershipsTest {

  private static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final UUID ANN = new UUID(0, 2);
  private static final UUID BOB = new UUID(0, 3);
  private static final UUID CLARA = new UUID(0, 4);
  private static final String AGENT = "{\"member\":true,\"role\":\"agent\"}";

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final Vertx vertx = Vertx.vertx();
  private final List<Promise<String>> questions = new ArrayList<>();
  private final Memberships memberships = new Memberships(this::hang, vertx, clock);

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void asksOnceForAllWhoAskAtOnce() {
    CompletableFuture<Optional<Role>> first = ask(ANN);
    CompletableFuture<Optional<Role>> second = ask(ANN);
    CompletableFuture<Optional<Role>> other = ask(BOB);

    questions.get(0).complete(AGENT);
    questions.get(1).complete("{\"member\":false}");

    assertEquals(2, questions.size());
    assertEquals(Optional.of(Role.AGENT), answer(first));
    assertEquals(Optional.of(Role.AGENT), answer(second));
    assertEquals(Optional.empty(), answer(other));
  }

  @Test
  void makesNobodyWaitForAServiceThatDidNotAnswerAMomentAgo() {
    CompletableFuture<Optional<Role>> first = ask(ANN);
    questions.getFirst().fail("timed out");
    assertEquals(503, refused(first));

    clock.turn(Duration.ofSeconds(10).minusMillis(1));

    assertEquals(503, refused(ask(ANN)));
    assertEquals(503, refused(ask(BOB)));
    assertEquals(1, questions.size());
  }

  @Test
  void letsOneAskWhenThePauseIsOverAndAllOnceItIsAnswered() {
    CompletableFuture<Optional<Role>> first = ask(ANN);
    questions.getFirst().fail("timed out");
    assertEquals(503, refused(first));
    clock.turn(Duration.ofSeconds(10));

    CompletableFuture<Optional<Role>> probe = ask(BOB);
    assertEquals(503, refused(ask(BOB)));
    assertEquals(503, refused(ask(CLARA)));
    assertEquals(2, questions.size());

    questions.getLast().complete(AGENT);
    assertEquals(Optional.of(Role.AGENT), answer(probe));
    CompletableFuture<Optional<Role>> next = ask(CLARA);
    questions.getLast().complete(AGENT);
    assertEquals(Optional.of(Role.AGENT), answer(next));
  }

  @Test
  void pausesAgainIfTheOneWhoAskedIsNotAnsweredEither() {
    CompletableFuture<Optional<Role>> first = ask(ANN);
    questions.getFirst().fail("timed out");
    assertEquals(503, refused(first));
    clock.turn(Duration.ofSeconds(10));
    CompletableFuture<Optional<Role>> probe = ask(ANN);
    assertFalse(probe.isDone());
    clock.turn(Duration.ofSeconds(5));
    questions.getLast().fail("timed out");
    assertEquals(503, refused(probe));

    clock.turn(Duration.ofSeconds(10).minusMillis(1));
    assertEquals(503, refused(ask(ANN)));
    clock.turn(Duration.ofMillis(1));
    assertFalse(ask(ANN).isDone());
    assertEquals(3, questions.size());
  }

  @Test
  void goesOnAskingAServiceThatAnswersWhateverItIs() {
    for (String text : List.of("no JSON", "{}", "{\"member\":true,\"role\":\"queen\"}")) {
      CompletableFuture<Optional<Role>> asked = ask(ANN);
      questions.getLast().complete(text);
      assertEquals(503, refused(asked), text);
    }
    CompletableFuture<Optional<Role>> refused = ask(ANN);
    questions.getLast().fail(new UnexpectedStatus(500));
    assertEquals(503, refused(refused));

    CompletableFuture<Optional<Role>> asked = ask(ANN);
    questions.getLast().complete(AGENT);
    assertEquals(Optional.of(Role.AGENT), answer(asked));
  }

  @Test
  void tellsASuspendedOrganizationFromNoMembership() {
    Instant read = Instant.parse("2026-01-02T03:04:05.006Z");
    var asked = memberships.standing(TENANT, ANN).subscribeAsCompletionStage();

    questions
        .getLast()
        .complete("{\"member\":false,\"suspended\":true,\"read_at\":\"2026-01-02T03:04:05.006Z\"}");

    assertEquals(
        new Standing(Optional.empty(), true, read), asked.orTimeout(60, TimeUnit.SECONDS).join());
  }

  @Test
  void saysSinceWhenSomebodyIsAMemberIfAuthServiceDoes() {
    for (Instant since : new Instant[] {null, Instant.parse("2026-01-02T03:04:05.000006Z")}) {
      var asked = memberships.of(TENANT, ANN).subscribeAsCompletionStage();
      JsonObject answer = new JsonObject(AGENT);
      questions.getLast().complete((since == null ? answer : answer.put("since", since)).encode());

      assertEquals(
          Optional.of(new Membership(Role.AGENT, since)),
          asked.orTimeout(60, TimeUnit.SECONDS).join());
    }
  }

  private Future<String> hang(String path) {
    assertTrue(path.startsWith("/organizations/" + TENANT + "/members/"), path);
    Promise<String> question = Promise.promise();
    questions.add(question);
    return question.future();
  }

  private CompletableFuture<Optional<Role>> ask(UUID user) {
    return memberships.role(TENANT, user).subscribeAsCompletionStage();
  }

  private static Optional<Role> answer(CompletableFuture<Optional<Role>> asked) {
    return asked.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static int refused(CompletableFuture<Optional<Role>> asked) {
    CompletionException failure = assertThrows(CompletionException.class, () -> answer(asked));
    return ((Problem) failure.getCause()).type().status();
  }
}
