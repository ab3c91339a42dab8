package com.leadignite.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The supervised processes of a stack by name; none is added once the stack is being closed. */
final class Parts {

  private final Map<String, SupervisedProcess> byName = new LinkedHashMap<>();
  private boolean closing;

  /**
   * Adds a part.
   *
   * @throws StackException if the stack is being closed; the part is closed then
   */
  synchronized void add(String name, SupervisedProcess part) {
    if (closing) {
      part.close();
      throw new StackException("The platform is being stopped.");
    }
    byName.put(name, part);
  }

  synchronized SupervisedProcess get(String name) {
    SupervisedProcess part = byName.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no part " + name + ", but " + byName.keySet());
    }
    return part;
  }

  /** The processes of the parts that run. */
  synchronized Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> handles = new LinkedHashMap<>();
    byName.forEach((name, part) -> {
      if (part.isAlive()) {
        handles.put(name, part.process());
      }
    });
    return handles;
  }

  /**
   * Lets no part be added or restarted any more; false if that has been so already. On a terminal
   * Ctrl-C reaches the servers as well, which end before they are stopped.
   */
  boolean beginToClose() {
    synchronized (this) {
      if (closing) {
        return false;
      }
      closing = true;
    }
    all().values().forEach(SupervisedProcess::letEnd);
    return true;
  }

  /** Stops the parts of the names, all at the same time, and waits for them. */
  void close(Predicate<String> which) {
    List<CompletableFuture<@Nullable Void>> stops = new ArrayList<>();
    all()
        .forEach((name, part) -> {
          if (which.test(name)) {
            stops.add(
                Background.run(() -> {
                  part.close();
                  return null;
                }));
          }
        });
    Background.await(stops);
  }

  private synchronized Map<String, SupervisedProcess> all() {
    return new LinkedHashMap<>(byName);
  }
}
