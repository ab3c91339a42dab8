package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Aged;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guessing the secret of one of the platform's services. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class ClientSecretTest {

  private static final String CLIENT = "leads-service";
  private static final String SECRET = "secret-of-leads";
  private static final String HERE = "127.0.0.1";

  private static int ask(String address, String client, String secret) {
    String credentials = client + ":" + secret;
    byte[] utf8 = credentials.getBytes(StandardCharsets.UTF_8);
    return ask(address, "Basic " + Base64.getEncoder().encodeToString(utf8)).statusCode();
  }

  private static HttpResponse<String> ask(String address, String authorization) {
    return AuthApi.from(
        address,
        AuthApi.request("/auth/v1/token?grant_type=client_credentials")
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build());
  }

  @Test
  void isAuditedAndLockedForThatAddress() {
    for (int i = 0; i < 5; i++) {
      assertEquals(401, ask(HERE, CLIENT, "guess" + i));
    }

    assertEquals(429, ask(HERE, CLIENT, SECRET));
    assertEquals(5, Stored.events("auth.client.failed"));
    assertEquals(1, Stored.events("auth.client.locked"));
    Aged.locks(Duration.ofMinutes(5).plusSeconds(1));
    assertEquals(200, ask(HERE, CLIENT, SECRET));
  }

  @Test
  @Tag("B14")
  void partsTheServiceItselfFromNothing() {
    for (int i = 0; i < 20; i++) {
      ask("127.0.0.2", CLIENT, "guess" + i);
    }

    assertEquals(200, ask(HERE, CLIENT, SECRET));
  }

  @Test
  @Tag("B12")
  void evaluatesOnlyFiveInParallel() {
    List<Integer> statuses = Parallel.run(20, () -> ask(HERE, CLIENT, "a guess"));

    assertEquals(5, statuses.stream().filter(status -> status == 401).count());
    assertEquals(15, statuses.stream().filter(status -> status == 429).count());
  }

  @Test
  void doesNotHoldUpReplicasThatStartTogether() {
    List<Integer> statuses = Parallel.run(20, () -> ask(HERE, CLIENT, SECRET));

    assertEquals(20, statuses.stream().filter(status -> status == 200).count());
  }

  @Test
  void isLimitedWhateverClientIsNamed() {
    List<Integer> statuses =
        IntStream.range(0, 31).mapToObj(i -> ask(HERE, "client" + i, "x")).toList();

    assertTrue(statuses.subList(0, 30).stream().allMatch(status -> status == 401));
    assertEquals(429, statuses.getLast());
    assertEquals(200, ask(HERE, CLIENT, SECRET));
  }

  @Test
  void countsNothingIfNoSecretIsSent() {
    for (int i = 0; i < 8; i++) {
      assertEquals(401, ask(HERE, "Basic ???").statusCode());
    }

    assertEquals(0, Stored.events("auth.client.failed"));
    assertEquals(200, ask(HERE, CLIENT, SECRET));
  }
}
