package com.leadignite.webhook.source;

import static com.leadignite.webhook.source.SourcesApi.SMALLEST;
import static com.leadignite.webhook.source.SourcesApi.SOURCES;
import static com.leadignite.webhook.source.SourcesApi.admin;
import static com.leadignite.webhook.source.SourcesApi.json;
import static com.leadignite.webhook.source.SourcesApi.post;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.MutableClock;
import com.leadignite.webhook.signature.Secret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With which secrets a source's webhooks are verified, seen from inside and over time. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class SourceSecretsTest {

  private final String admin = admin(UUID.randomUUID()).bearer();
  @Inject FindSource findSource;
  @Inject MutableClock clock;

  @AfterEach
  void putTheClockBack() {
    clock.reset();
  }

  private List<String> secrets(String id) {
    return findSource
        .active(UUID.fromString(id))
        .await()
        .indefinitely()
        .map(active -> active.secrets().stream().map(SourceSecretsTest::text).sorted().toList())
        .orElse(List.of());
  }

  private static String text(Secret secret) {
    return new String(secret.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void areTheOneThatWasMade() {
    ObjectNode source = json(post(admin, "", SMALLEST));

    assertEquals(List.of(source.get("secret").asText()), secrets(source.get("id").asText()));
  }

  @Test
  void areTheOneThatWasGiven() {
    String secret = "a secret that we brought along";

    ObjectNode source =
        json(
            post(
                admin,
                "",
                "{\"name\":\"D\",\"kind\":\"generic_hmac\",\"secret\":\"" + secret + "\"}"));

    assertEquals(List.of(secret), secrets(source.get("id").asText()));
  }

  @Test
  void areNoneOfADeletedSource() {
    String id = json(post(admin, "", SMALLEST)).get("id").asText();

    given().header("Authorization", admin).delete(SOURCES + "/" + id).then().statusCode(204);

    assertEquals(List.of(), secrets(id));
  }

  @Test
  void areTheOldOneAndTheNewOneForAWhile() {
    ObjectNode source = json(post(admin, "", SMALLEST));
    String id = source.get("id").asText();
    String first = source.get("secret").asText();

    ObjectNode rotated = json(post(admin, "/" + id + "/secrets", "{\"overlap_seconds\":3600}"));
    String second = rotated.get("secret").asText();

    assertNotEquals(first, second);
    assertEquals(List.of(first, second).stream().sorted().toList(), secrets(id));
    Instant expiry = Instant.parse(rotated.get("previous_expires_at").asText());
    assertTrue(Duration.between(Instant.now(), expiry).toMinutes() <= 60);
    clock.turn(Duration.ofMinutes(61));
    assertEquals(List.of(second), secrets(id));
  }

  @Test
  void areTwoAtMostAndOneIfNoOverlapIsWanted() {
    ObjectNode source = json(post(admin, "", SMALLEST));
    String path = "/" + source.get("id").asText() + "/secrets";
    String second = json(post(admin, path, "{}")).get("secret").asText();
    String third = json(post(admin, path, "{}")).get("secret").asText();

    assertEquals(
        List.of(second, third).stream().sorted().toList(), secrets(source.get("id").asText()));
    post(admin, path, "{\"overlap_seconds\":0,\"secret\":\"a secret that we brought along\"}");
    assertEquals(List.of("a secret that we brought along"), secrets(source.get("id").asText()));
    assertEquals(400, post(admin, path, "{\"overlap_seconds\":-1}").statusCode());
    assertEquals(400, post(admin, path, "{\"overlap_seconds\":604801}").statusCode());
  }

  @Test
  void areNotRotatedToOneThatIsValidAlready() {
    ObjectNode source = json(post(admin, "", SMALLEST));
    String path = "/" + source.get("id").asText() + "/secrets";
    String first = source.get("secret").asText();
    String second = json(post(admin, path, "{}")).get("secret").asText();

    for (String known : List.of(first, second)) {
      var answer = post(admin, path, "{\"secret\":\"" + known + "\"}");
      assertEquals(400, answer.statusCode(), answer.asString());
      assertEquals("secret", answer.jsonPath().getString("errors[0].field"));
      assertEquals(
          "must be another than those before", answer.jsonPath().getString("errors[0].message"));
    }
    assertEquals(
        List.of(first, second).stream().sorted().toList(), secrets(source.get("id").asText()));
  }

  @Test
  void areTheOnesThatOpen() {
    ObjectNode source = json(post(admin, "", SMALLEST));
    String id = source.get("id").asText();
    loseTheKeyOfAll();

    ObjectNode rotated = json(post(admin, "/" + id + "/secrets", "{}"));

    assertEquals(List.of(rotated.get("secret").asText()), secrets(id));
  }

  @Test
  void areNotKnownIfNoneOpensSoThatTheSenderTriesAgain() {
    ObjectNode source = json(post(admin, "", SMALLEST));
    loseTheKeyOfAll();

    Response answer = given().body("{}").post(source.get("path").asText());

    assertEquals(503, answer.statusCode(), answer.asString());
    assertNotNull(answer.header("Retry-After"));
  }

  private static void loseTheKeyOfAll() {
    PlatformServers.sql(
        """
        update webhooks.source_secret
        set sealed = set_byte(sealed, length(sealed) - 1, get_byte(sealed, length(sealed) - 1) # 1)
        """);
  }
}
