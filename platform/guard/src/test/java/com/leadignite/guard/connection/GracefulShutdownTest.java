package com.leadignite.guard.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GracefulShutdownTest {

  private final List<String> asked = new ArrayList<>();

  @Test
  void startsNoScheduledJobOnceItHasBegun() {
    new GracefulShutdown(new OpenConnections(), atOnce(), scheduler())
        .leave(new ShutdownDelayInitiatedEvent());

    assertEquals(List.of("pause"), asked);
  }

  private Scheduler scheduler() {
    return (Scheduler)
        Proxy.newProxyInstance(
            Scheduler.class.getClassLoader(),
            new Class<?>[] {Scheduler.class},
            (proxy, method, arguments) -> {
              asked.add(method.getName());
              return null;
            });
  }

  private static ShutdownConfig atOnce() {
    return new ShutdownConfig() {
      @Override
      public Duration announce() {
        return Duration.ZERO;
      }

      @Override
      public Duration limit() {
        return Duration.ZERO;
      }
    };
  }
}
