package com.leadignite.auth.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.limit.Limit;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B45")
class InvalidSecretsTest {

  private static final String GUESSER = "127.0.0.31";
  private static final int MORE = 7;

  @Inject InvalidSecrets secrets;

  @BeforeEach
  void forgetWhatOthersCounted() {
    secrets.tellCounted().await().indefinitely();
    PlatformServers.sql("delete from auth.outbox");
  }

  @Test
  void countGuessesBeyondTheLimitUnderTheirAddress() {
    int permits = Limit.UNKNOWN_TOKEN.permits();
    for (int i = 0; i < permits + MORE; i++) {
      guess("nobody" + i);
    }
    assertEquals(permits, failures(""));

    secrets.tellCounted().await().indefinitely();

    assertEquals(permits + 1, failures(""));
    assertEquals(1, failures("and event::jsonb #>> '{metadata,count}' = '" + MORE + "'"));
    assertEquals(
        permits + 1, failures("and event::jsonb #>> '{context,address}' = '" + GUESSER + "'"));
  }

  @Test
  void nameTheClientThatWasGuessedAt() {
    guess("leads-service");
    guess("nobody");

    assertEquals(2, failures(""));
    assertEquals(1, failures("and event::jsonb #>> '{targets,0,id}' = 'leads-service'"));
  }

  private static long failures(String and) {
    return Stored.count(
        "auth.outbox where event::jsonb ->> 'action' = 'auth.client.failed' " + and);
  }

  private static void guess(String client) {
    byte[] credentials = (client + ":a guess").getBytes(StandardCharsets.UTF_8);
    AuthApi.from(
        GUESSER,
        AuthApi.request("/auth/v1/token?grant_type=client_credentials")
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build());
  }
}
