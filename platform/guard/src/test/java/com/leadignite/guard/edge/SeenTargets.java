package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The targets of all requests that passed the guard's first step. */
@Singleton
public final class SeenTargets {

  private final Set<String> targets = ConcurrentHashMap.newKeySet();

  void install(@Observes Filters filters) {
    filters.register(
        context -> {
          targets.add(context.request().uri());
          context.next();
        },
        GuardOrder.REQUEST_INFO - 1);
  }

  boolean contains(String target) {
    return targets.contains(target);
  }
}
