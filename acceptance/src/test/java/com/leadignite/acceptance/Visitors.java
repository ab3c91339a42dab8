package com.leadignite.acceptance;

import com.leadignite.acceptance.KeptConnection.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * People who call one service over and over on connections that they keep, until the service ends
 * them. A visitor who is sent away connects again, as long as the service counts as ready.
 *
 * <p>A request is lost if all of it was written and no whole answer came: each was written on a
 * connection that the server had neither closed nor announced to close.
 */
final class Visitors {

  private static final int PAUSE_MILLIS = 10;

  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final URI server;
  private volatile boolean ready = true;

  Visitors(URI server) {
    this.server = server;
  }

  /**
   * A request in the making.
   *
   * @param body empty for none
   */
  record Wish(String method, String path, Map<String, String> headers, String body) {

    /** All of it. */
    byte[] bytes(KeptConnection connection) {
      return connection.request(method, path, headers, body);
    }
  }

  /** Lets one more of them begin. */
  void add(String what, Supplier<Wish> wish) {
    threads.add(Thread.ofVirtual().start(() -> call(what, wish)));
  }

  /** Lets one more of them do something once. */
  Thread once(String what, Deed deed) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try (KeptConnection connection = new KeptConnection(server, LocalAddress.another())) {
                deed.on(connection);
                note(what, connection.read());
              } catch (IOException | InterruptedException e) {
                lost.add(what + ": " + e);
              }
            });
    threads.add(thread);
    return thread;
  }

  /** Writes a request. */
  interface Deed {
    void on(KeptConnection connection) throws IOException, InterruptedException;
  }

  /** From now on nobody connects again, as if a load balancer had heard of the readiness. */
  void sendElsewhere() {
    ready = false;
  }

  private void call(String what, Supplier<Wish> wish) {
    while (ready) {
      try (KeptConnection connection = new KeptConnection(server, LocalAddress.another())) {
        boolean last = false;
        while (!last && !connection.isClosed()) {
          Thread.sleep(PAUSE_MILLIS);
          connection.write(wish.get().bytes(connection));
          last = note(what, connection.read());
        }
      } catch (IOException e) {
        lost.add(what + ": " + e);
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean note(String what, Reply reply) {
    answers.merge(what + " " + reply.status() + (reply.last() ? " last" : ""), 1, Integer::sum);
    return reply.last();
  }

  /** Waits until all of them have gone. */
  void gone() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** What was lost. */
  List<String> lost() {
    return List.copyOf(lost);
  }

  /** How many answers there were. */
  int count() {
    return answers.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How often there was which answer: {@code "read 200"}, or {@code "read 200 last"}. */
  Map<String, Integer> answers() {
    return new TreeMap<>(answers);
  }
}
