package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

  private static final String FIRST = jwks("first");
  private static final String SECOND = jwks("second");

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger removals = new AtomicInteger();
  private Future<String> answer = Future.succeededFuture(FIRST);

  @Test
  @Tag("B5")
  void asksOnceForAnyNumberOfUnknownIds() {
    IssuerKeys keys = keys(Duration.ofHours(1));

    for (int i = 0; i < 1_000; i++) {
      keys.refreshUnlessRecent();
    }

    assertEquals(1, asked.get());
    assertNotNull(keys.known("first"));
  }

  @Test
  void letsAllWaitForTheSameAnswer() {
    Promise<String> slow = Promise.promise();
    answer = slow.future();
    IssuerKeys keys = keys(Duration.ZERO);
    List<Future<Void>> waiting = new ArrayList<>();

    for (int i = 0; i < 100; i++) {
      waiting.add(keys.refreshUnlessRecent());
    }

    assertEquals(1, asked.get());
    assertFalse(waiting.getLast().isComplete());
    slow.complete(FIRST);
    assertTrue(waiting.stream().allMatch(Future::succeeded));
    assertNotNull(keys.known("first"));
  }

  @Test
  void asksAgainAfterThePause() {
    IssuerKeys keys = keys(Duration.ZERO);

    keys.refreshUnlessRecent();
    keys.refreshUnlessRecent();

    assertEquals(2, asked.get());
  }

  @Test
  void keepsItsKeysIfAnAnswerIsBad() {
    IssuerKeys keys = keys(Duration.ZERO);
    keys.refresh();

    for (String bad :
        List.of("", "[]", "{\"keys\":[]}", "<html>", "{\"keys\":[{\"kty\":\"oct\"}]}")) {
      answer = Future.succeededFuture(bad);
      assertTrue(keys.refresh().succeeded());
    }
    answer = Future.failedFuture("unreachable");
    keys.refresh();

    assertNotNull(keys.known("first"));
    assertEquals(0, removals.get());
  }

  @Test
  void forgetsAKeyThatIsGone() {
    IssuerKeys keys = keys(Duration.ZERO);
    keys.refresh();

    answer = Future.succeededFuture(SECOND);
    keys.refresh();

    assertNull(keys.known("first"));
    assertNotNull(keys.known("second"));
    assertEquals(1, removals.get());
  }

  @Test
  void isNotReadyBeforeItEverHadKeys() {
    answer = Future.failedFuture("unreachable");
    IssuerKeys keys = keys(Duration.ZERO);

    keys.refresh();

    assertFalse(keys.isReady());
  }

  private IssuerKeys keys(Duration pause) {
    return new IssuerKeys(
        "test",
        TestingIssuer.ours(),
        () -> {
          asked.incrementAndGet();
          return answer;
        },
        pause.toNanos(),
        removals::incrementAndGet);
  }

  private static String jwks(String id) {
    return "{\"keys\":[" + TestIssuer.newKey(id).toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
  }
}
