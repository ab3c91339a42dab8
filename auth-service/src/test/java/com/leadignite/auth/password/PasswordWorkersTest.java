package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.password.TestingHasher.Held;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.LinuxThreads;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hash takes tens of milliseconds: requests that need none must not notice. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class PasswordWorkersTest {

  private static final int QUEUE = 64;
  private static final int SHARE = QUEUE / 4;
  private static final int LOWEST = 19;

  @Inject TestingHasher hasher;
  @Inject PasswordWorkers workers;

  @BeforeEach
  @AfterEach
  void reset() {
    hasher.reset();
  }

  @Test
  @Tag("B40")
  @EnabledOnOs(OS.LINUX)
  void hashBehindEveryOtherThread() throws Exception {
    long self = ProcessHandle.current().pid();

    signUp(newEmail());

    assertHashesGoLast(self);
  }

  /** Whatever the priority of the process is: a suite may run at a lower one. */
  static void assertHashesGoLast(long process) throws IOException {
    Predicate<String> hashes = name -> name.startsWith("password-");
    Set<Integer> others = LinuxThreads.niceValues(process, hashes.negate());
    assertEquals(1, others.size(), others::toString);
    assertEquals(
        Set.of(Math.min(LOWEST, others.iterator().next() + ThreadPriority.NICER)),
        LinuxThreads.niceValues(process, hashes));
  }

  @Test
  void hashOnTheirOwnThreadsWhateverAsksForIt() {
    String email = newEmail();
    Session session = signUp(email);
    signIn(email);
    trySignIn(newEmail(), PASSWORD);
    as(session)
        .body(Map.of("password", "violet harbour 27 canyon", "current_password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);

    assertEquals(5, hasher.count());
    assertTrue(
        hasher.threads().stream().allMatch(name -> name.startsWith("password-")),
        hasher.threads().toString());
  }

  @Test
  void leaveTheEventLoopFreeWhileEveryOneOfThemHashes() throws Exception {
    Session session = signUp(newEmail());
    try (ExecutorService clients = Executors.newFixedThreadPool(8);
        Held _ = hasher.hold()) {
      Future<?>[] waiting = new Future<?>[8];
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] = clients.submit(() -> trySignIn(newEmail(), PASSWORD));
      }
      await(() -> hasher.count() >= 2);

      as(session).get("/auth/v1/user").then().statusCode(200);
      RestAssured.get("/auth/v1/health").then().statusCode(200);

      hasher.release();
      for (Future<?> each : waiting) {
        each.get();
      }
    }
  }

  @Test
  @Tag("B39")
  void dropTheWorkOfClientsThatHaveHungUp() throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    List<Socket> gone = new ArrayList<>();
    try (ExecutorService clients = Executors.newCachedThreadPool();
        Held _ = hasher.hold()) {
      List<Future<Response>> busy = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        busy.add(clients.submit(() -> trySignIn(newEmail(), PASSWORD)));
      }
      await(() -> hasher.count() == busy.size());
      for (int i = 0; i < QUEUE; i++) {
        gone.add(signUpAndDoNotWait("127.0.0." + (2 + i / SHARE)));
      }
      await(() -> workers.waiting() == QUEUE);

      for (Socket socket : gone) {
        socket.close();
      }
      AtomicReference<Future<Response>> served = new AtomicReference<>();
      await(() -> {
        if (served.get() == null || served.get().isDone()) {
          // Answered 503 if it was not seen yet that the others have gone.
          served.set(clients.submit(() -> trySignIn(newEmail(), PASSWORD)));
        }
        return workers.waiting() == 1;
      });
    }
    assertEquals(threads + 1, hasher.count());
  }

  @Test
  @Tag("B40")
  void leavePlaceForOthersWhateverOneAddressAsksFor() throws Exception {
    String other = newEmail();
    signUp(other);
    List<Session> sessions =
        List.of(signUp(newEmail()), signUp(newEmail()), signUp(newEmail()), signUp(newEmail()));
    int threads = Runtime.getRuntime().availableProcessors();
    hasher.reset();
    try (ExecutorService clients = Executors.newCachedThreadPool();
        Held _ = hasher.hold()) {
      List<Future<Response>> changes = new ArrayList<>();
      for (int i = 0; i < QUEUE + threads + 10; i++) {
        Session session = sessions.get(i % sessions.size());
        changes.add(clients.submit(() -> changePassword(session)));
      }
      await(() -> workers.waiting() + hasher.count() + done(changes) == changes.size());
      assertEquals(SHARE, workers.waiting());

      Future<HttpResponse<String>> elsewhere =
          clients.submit(() -> trySignInFrom("127.0.0.9", other, PASSWORD));

      await(() -> elsewhere.isDone() || workers.waiting() > SHARE);
      hasher.release();
      assertEquals(200, elsewhere.get().statusCode(), elsewhere.get().body());
    }
  }

  private static Response changePassword(Session session) {
    return as(session).body(Map.of("password", "violet harbour 27 canyon")).put("/auth/v1/user");
  }

  private static long done(List<? extends Future<?>> all) {
    return all.stream().filter(Future::isDone).count();
  }

  private static Socket signUpAndDoNotWait(String address) throws IOException {
    Socket socket = new Socket("127.0.0.1", RestAssured.port, InetAddress.getByName(address), 0);
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(newEmail(), PASSWORD);
    String request =
        "POST /auth/v1/signup HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within a minute");
      Thread.sleep(10);
    }
  }
}
