package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.leadignite.embedded.Databases;
import com.leadignite.stack.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signed webhooks while webhook-service, PostgreSQL and Redis are killed (SIGKILL): each that was
 * answered with a 2xx is stored exactly once. {@code -Drounds=20} kills each twenty times.
 */
@Isolated
@Order(Integer.MAX_VALUE - 1)
class WebhookCrashIT {

  private static final int ROUNDS = Integer.getInteger("rounds", 1);
  private static final int SENDERS = 16;
  private static final int ENOUGH = 300;
  private static final int COPIES = 1_000;
  private static final Duration RECOVERY = Duration.ofMinutes(2);

  private static Person admin;
  private static Source source;

  @BeforeAll
  static void anOrganizationWithASourceOfWebhooks() throws Exception {
    Platform.ownOnly();
    admin = Person.signUp(Client.ofThePlatform());
    source = Source.create(Client.ofThePlatform(), admin);
  }

  /** Senders that repeat a delivery until it is answered with a 2xx, as providers do. */
  private static final class Senders implements AutoCloseable {

    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private volatile boolean stopped;

    Senders() {
      for (int i = 0; i < SENDERS; i++) {
        Client client = Client.ofThePlatform();
        threads.add(Thread.ofVirtual().start(() -> send(client)));
      }
    }

    private void send(Client client) {
      while (!stopped) {
        String id = "crash-" + System.nanoTime() + "-" + next.incrementAndGet();
        boolean delivered = false;
        while (!delivered && !stopped) {
          delivered = delivered(client, id);
        }
      }
    }

    private boolean delivered(Client client, String id) {
      int status = 0;
      try {
        status = source.deliver(client, id, "{\"n\":\"" + id + "\"}").status();
      } catch (IOException e) {
        // No answer: it may be stored, and is sent again.
      } catch (InterruptedException e) {
        stopped = true;
      }
      statuses.computeIfAbsent(status, key -> new AtomicLong()).incrementAndGet();
      return status == 200 && promised.add(id);
    }

    int count() {
      return promised.size();
    }

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

  @ParameterizedTest
  @ValueSource(strings = {"webhook", "postgres", "redis"})
  void whatWasAnsweredIsStoredExactlyOnceWhateverIsKilled(String part) throws Exception {
    Platform platform = Platform.ownOnly();
    try (Senders senders = new Senders()) {
      for (int round = 0; round < ROUNDS; round++) {
        int before = senders.count();
        Await.until("there is traffic", RECOVERY, () -> senders.count() > before + ENOUGH);
        ProcessHandle process = platform.stack().process(part);
        Stream.concat(process.descendants(), Stream.of(process))
            .toList()
            .forEach(ProcessHandle::destroyForcibly);
        Await.until(
            part + " runs again",
            RECOVERY,
            () -> platform.stack().process(part).pid() != process.pid());
        platform.stack().awaitReady(RECOVERY);
        int after = senders.count();
        Await.until("they are served again", RECOVERY, () -> senders.count() > after + ENOUGH);
      }
      senders.stop();
      System.out.println(part + " killed " + ROUNDS + " times under webhooks: " + senders.statuses);

      assertThat(senders.statuses.keySet()).isSubsetOf(0, 200, 502, 503, 504);
      Map<String, Integer> stored = stored();
      assertThat(stored.keySet()).containsAll(senders.promised);
      assertThat(stored.values()).containsOnly(1);
    }
  }

  /** How often each delivery of the source is in the inbox. */
  private static Map<String, Integer> stored() throws SQLException {
    Map<String, Integer> stored = new HashMap<>();
    try (Connection connection =
            Platform.ownOnly().stack().postgres().dataSource(Databases.NAME).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select delivery_id, count(*) from webhooks.inbox where source_id = '"
                    + source.id()
                    + "' group by delivery_id")) {
      while (rows.next()) {
        stored.put(rows.getString(1), rows.getInt(2));
      }
    }
    return stored;
  }

  @Test
  @Tag("B43")
  void ofAThousandCopiesAtTwoReplicasOneIsStored() throws Exception {
    Platform platform = Platform.ownOnly();
    String id = "copies-" + System.nanoTime();
    String body = "{\"n\":\"" + id + "\"}";
    try (Replica replica = Replica.start(Service.WEBHOOK, Map.of()).ready();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Map<String, String> headers = source.headers(id, body);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < COPIES; i++) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(
                    (i % 2 == 0 ? replica.url() : platform.stack().url(Service.WEBHOOK))
                        .resolve(source.path()))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        answers.add(http.sendAsync(request.build(), BodyHandlers.ofString()));
      }

      int fresh = 0;
      for (var answer : answers) {
        assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(200);
        fresh += answer.join().body().contains("\"duplicate\":false") ? 1 : 0;
      }
      assertThat(fresh).isEqualTo(1);
      assertThat(stored()).containsEntry(id, 1);
    }
  }
}
