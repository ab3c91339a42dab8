package com.leadignite.acceptance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * What several people do at the same time, over and over, while a part of the platform is broken
 * under them. Remembers what was promised to them with a 2xx, and every other answer.
 */
final class Traffic implements AutoCloseable {

  private static final int PAUSE_MILLIS = 15;

  private final Set<String> leads = ConcurrentHashMap.newKeySet();
  private final Set<String> webhooks = ConcurrentHashMap.newKeySet();
  private final Queue<Person> people = new ConcurrentLinkedQueue<>();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads;
  private final Person person;
  private volatile Person newest;
  private volatile boolean stopped;

  /** An answer that somebody got; status 0 if there was none. */
  record Seen(String what, int status, boolean retryAfter, String body) {}

  Traffic(Person person, Source source) {
    this.person = person;
    this.newest = person;
    this.threads =
        List.of(
            loop("create", Client.ofThePlatform(), this::create),
            loop("read", Client.ofThePlatform(), this::read),
            loop("webhook", Client.ofThePlatform(), client -> deliver(client, source)),
            loop("sign-up", Client.ofThePlatform(), this::signUp),
            loop("sign-in", Client.ofThePlatform(), this::signIn));
  }

  /** Something somebody does, with what came of it. */
  private interface Deed {
    Answer by(Client client) throws IOException, InterruptedException;
  }

  private Thread loop(String what, Client client, Deed deed) {
    return Thread.ofVirtual()
        .start(() -> {
          while (!stopped) {
            try {
              Answer answer = deed.by(client);
              boolean retryAfter = answer.headers().firstValue("retry-after").isPresent();
              seen.add(new Seen(what, answer.status(), retryAfter, answer.body()));
              Thread.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
              seen.add(new Seen(what, 0, false, e.toString()));
            } catch (InterruptedException e) {
              return;
            }
          }
        });
  }

  private Answer create(Client client) throws IOException, InterruptedException {
    Answer answer =
        client.post("/leads/v1/leads", Map.of("last_name", "Survivor")).as(person).once().send();
    if (answer.status() == 201) {
      leads.add(answer.text("/id"));
    }
    return answer;
  }

  private Answer read(Client client) throws IOException, InterruptedException {
    return client.get("/leads/v1/leads?limit=1").as(person).send();
  }

  private Answer deliver(Client client, Source source) throws IOException, InterruptedException {
    String id = "evt-" + System.nanoTime();
    Answer answer = source.deliver(client, id, "{\"n\":\"" + id + "\"}");
    if (answer.succeeded()) {
      webhooks.add(id);
    }
    return answer;
  }

  private Answer signUp(Client ignored) throws IOException, InterruptedException {
    Thread.sleep(300);
    // Each from an address of its own: thirty accounts an hour are the limit of one.
    Client client = Client.ofThePlatform();
    String email = Person.newEmail();
    String password = Person.newPassword();
    Answer answer =
        client.post("/auth/v1/signup", Map.of("email", email, "password", password)).send();
    if (answer.status() == 200) {
      Person made = Person.of(email, password, answer);
      people.add(made);
      newest = made;
    }
    return answer;
  }

  private Answer signIn(Client ignored) throws IOException, InterruptedException {
    Thread.sleep(300);
    return Person.trySignIn(Client.ofThePlatform(), newest.email(), newest.password());
  }

  /** The deeds whose newest answer was no success, with its status. */
  Map<String, Integer> failing() {
    Map<String, Integer> newestStatus = new TreeMap<>();
    seen.forEach(one -> newestStatus.put(one.what(), one.status()));
    newestStatus.values().removeIf(status -> status >= 200 && status < 300);
    return newestStatus;
  }

  /** Forgets what was seen so far, but not what was promised. */
  void from() {
    seen.clear();
  }

  /** How often each status was seen for each deed since the last {@link #from}. */
  Map<String, Map<Integer, Long>> statuses() {
    return seen.stream()
        .collect(
            Collectors.groupingBy(
                Seen::what,
                TreeMap::new,
                Collectors.groupingBy(Seen::status, TreeMap::new, Collectors.counting())));
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  Set<String> leads() {
    return Set.copyOf(leads);
  }

  Set<String> webhooks() {
    return Set.copyOf(webhooks);
  }

  List<Person> people() {
    return List.copyOf(people);
  }

  /** Lets everybody finish what they are at, and waits for that. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() {
    stopped = true;
  }
}
