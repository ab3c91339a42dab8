package com.leadignite.webhook.inbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.MutableClock;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a captured webhook as time goes by. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class CapturedWebhookTest {

  @TestHTTPResource URI root;
  @Inject MutableClock clock;

  @AfterEach
  void putTheClockBack() {
    clock.reset();
  }

  @Test
  void isRefusedOnceItsWindowIsOver() {
    Sender sender = newSender();
    var captured = sender.request("d-1", Instant.now(), "{}".getBytes(StandardCharsets.UTF_8));
    clock.turn(Duration.ofMinutes(6));

    assertEquals(401, sender.send(captured).statusCode());
  }

  private Sender newSender() {
    JsonPath source =
        given()
            .header("Authorization", TestTokens.admin().scopes("webhooks:write").bearer())
            .contentType(ContentType.JSON)
            .body("{\"name\":\"Dialer\",\"kind\":\"generic_hmac\"}")
            .post("/webhooks/v1/sources")
            .jsonPath();
    return new Sender(root.resolve(source.getString("path")), source.getString("secret"), true);
  }
}
