package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JoinedLookupsTest {

  private final List<String> asked = new ArrayList<>();
  private final List<CompletableFuture<String>> answers = new ArrayList<>();
  private final JoinedLookups<String, String> lookups = new JoinedLookups<>(this::lookUp);

  private Uni<String> lookUp(String key) {
    asked.add(key);
    CompletableFuture<String> answer = new CompletableFuture<>();
    answers.add(answer);
    return Uni.createFrom().completionStage(answer);
  }

  private CompletableFuture<String> find(String key) {
    return lookups.find(key).subscribeAsCompletionStage();
  }

  @Test
  void answersWhatWasLookedUpAfterItWasAskedFor() {
    CompletableFuture<String> first = find("a");
    CompletableFuture<String> second = find("a");
    CompletableFuture<String> third = find("a");
    assertEquals(List.of("a"), asked);

    answers.get(0).complete("before");

    assertEquals("before", first.join());
    assertFalse(second.isDone() || third.isDone());
    assertEquals(List.of("a", "a"), asked);
    answers.get(1).complete("after");
    assertEquals("after", second.join());
    assertEquals("after", third.join());
    assertEquals(2, asked.size());
  }

  @Test
  void looksDifferentKeysUpAtTheSameTime() {
    CompletableFuture<String> one = find("a");
    CompletableFuture<String> other = find("b");

    answers.get(1).complete("b's");

    assertEquals(List.of("a", "b"), asked);
    assertEquals("b's", other.join());
    assertFalse(one.isDone());
  }

  @Test
  void failsThoseWhoShareALookUpAndLooksUpAgainForTheNext() {
    RuntimeException down = new IllegalStateException("down");
    CompletableFuture<String> first = find("a");
    CompletableFuture<String> second = find("a");

    answers.get(0).completeExceptionally(down);
    answers.get(1).completeExceptionally(down);
    CompletableFuture<String> third = find("a");
    answers.get(2).complete("up");

    assertTrue(first.isCompletedExceptionally() && second.isCompletedExceptionally());
    assertSame(down, second.exceptionNow());
    assertEquals("up", third.join());
  }
}
