package com.leadignite.auth.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.token.ClientKeySet;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.testkit.time.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B40")
class RemoteClientKeysTest {

  private static final Duration KEPT = Duration.ofMinutes(5);

  private final MutableClock clock = MutableClock.stopped();
  private final List<Promise<String>> asked = new ArrayList<>();
  private final RemoteClientKeys keys =
      new RemoteClientKeys(
          () -> {
            asked.add(Promise.promise());
            return asked.getLast().future();
          },
          KEPT,
          clock);
  private final String set = JsonUtil.toJson(new ClientKey().set());

  @Test
  void concurrentRequestsShareOneAnswer() {
    List<Future<ClientKeySet>> found =
        List.of(keys.find("k1"), keys.find("k1"), keys.find("unknown"), keys.find(null));

    asked.getFirst().complete(set);

    assertEquals(1, asked.size());
    found.forEach(each -> assertSame(found.getFirst().result(), each.result()));
  }

  @Test
  void areReadOnceForAsLongAsTheyAreKept() {
    Future<ClientKeySet> first = keys.find("k1");
    asked.getFirst().complete(set);

    clock.turn(KEPT.minusSeconds(1));
    assertSame(first.result(), keys.find("k1").result());
    clock.turn(Duration.ofSeconds(2));
    assertFalse(keys.find("k1").isComplete());
    assertEquals(2, asked.size());
  }

  @Test
  void anUnknownKeyIsAskedForAfterAPause() {
    Future<ClientKeySet> first = keys.find("k1");
    asked.getFirst().complete(set);

    assertSame(first.result(), keys.find("other").result());
    assertEquals(1, asked.size());
    clock.turn(RemoteClientKeys.PAUSE.plusSeconds(1));
    assertFalse(keys.find("other").isComplete());
    assertEquals(2, asked.size());
    assertTrue(keys.find("k1").succeeded());
  }

  /** Neither an address that does not answer, nor one that answers nonsense. */
  @Test
  void aFailureIsFollowedByAPause() {
    assertFailed(keys.find("k1"), () -> asked.getLast().fail("no answer"));
    assertFailed(keys.find("k1"), () -> {});
    assertEquals(1, asked.size());

    clock.turn(RemoteClientKeys.PAUSE.plusSeconds(1));
    assertFailed(keys.find("k1"), () -> asked.getLast().complete("nonsense"));
    assertFailed(keys.find("k1"), () -> {});
    assertEquals(2, asked.size());

    clock.turn(RemoteClientKeys.PAUSE.plusSeconds(1));
    Future<ClientKeySet> found = keys.find("k1");
    asked.getLast().complete(set);
    assertTrue(found.result().has("k1"));
  }

  private static void assertFailed(Future<ClientKeySet> found, Runnable answer) {
    answer.run();
    assertInstanceOf(InvalidToken.class, found.cause());
  }
}
