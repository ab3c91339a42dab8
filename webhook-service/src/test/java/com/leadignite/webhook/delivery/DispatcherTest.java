package com.leadignite.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.webhook.delivery.TakeStore.Destination;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final UUID SLOW = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger slow = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch served = new CountDownLatch(1);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void serve(int concurrency, int endpoints, String data) throws InterruptedException {
    Dispatcher dispatcher =
        new Dispatcher(
            concurrency,
            (to, count) -> Uni.createFrom().item(taken(to, count, data)),
            tasks -> tasks.stream().map(task -> Uni.createFrom().<Void>nothing()).toList(),
            vertx);
    dispatcher.serve(
        IntStream.range(0, endpoints)
            .mapToObj(i -> new Destination(SLOW, new UUID(0, i)))
            .toList());
    dispatcher.serve(List.of(new Destination(OTHER, UUID.randomUUID())));
    // After all that was served: it is the same event loop.
    assertTrue(served.await(60, TimeUnit.SECONDS), "the other organization is not served");
  }

  private List<Task> taken(Destination to, int count, String data) {
    if (to.tenantId().equals(OTHER)) {
      served.countDown();
      return List.of();
    }
    slow.addAndGet(count);
    most.accumulateAndGet(count, Math::max);
    Event event = new Event(to.tenantId(), UUID.randomUUID(), "a.b", null, Instant.EPOCH, data);
    return Stream.generate(() ->
            new Task(
                to.tenantId(),
                UUID.randomUUID(),
                to.endpointId(),
                1,
                "https://a.example",
                Instant.EPOCH,
                event))
        .limit(count)
        .toList();
  }

  @Test
  void receiversOfOneOrganizationThatHangLeaveTheOthersTheirAttempts() throws InterruptedException {
    serve(64, 100, "{}");

    assertEquals(16, slow.get());
  }

  @Test
  void oneEndpointTakesAFewAtATime() throws InterruptedException {
    serve(256, 1, "{}");

    assertEquals(32, most.get());
  }
}
