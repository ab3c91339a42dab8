package com.leadignite.webhook.inbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class WebhookFlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] BODY = "{\"event\":\"call.ended\"}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE_REFUSED =
      "{\"type\":\"/problems/signature-refused\",\"title\":\"The signature is refused\","
          + "\"status\":401,\"detail\":\"The webhook is not signed as its source is configured.\"}";

  private final UUID tenant = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8056");
  private final String admin = admin(tenant);
  @TestHTTPResource URI root;

  private static String admin(UUID tenant) {
    return TestTokens.admin().tenant(tenant).scopes("webhooks:read webhooks:write").bearer();
  }

  private JsonNode newSource(String settings) {
    Response answer =
        given()
            .header("Authorization", admin)
            .contentType(ContentType.JSON)
            .body("{\"name\":\"Dialer\",\"kind\":\"generic_hmac\",\"settings\":" + settings + "}")
            .post("/webhooks/v1/sources");
    assertEquals(201, answer.statusCode(), answer.asString());
    return json(answer.asString());
  }

  private Sender sender(JsonNode source, boolean signsTheId) {
    return new Sender(
        root.resolve(source.get("path").asText()), source.get("secret").asText(), signsTheId);
  }

  private Sender newSender() {
    return sender(newSource("{}"), true);
  }

  private Sender newSenderWithoutSignedIds() {
    return sender(newSource("{\"signed_format\":\"{timestamp}.{body}\"}"), false);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private static JsonNode problem(HttpResponse<String> answer) {
    ObjectNode problem = (ObjectNode) json(answer.body());
    problem.remove("request_id");
    return problem;
  }

  private static void assertSignatureRefused(HttpResponse<String> answer) {
    assertEquals(401, answer.statusCode(), answer.body());
    assertEquals(json(SIGNATURE_REFUSED), problem(answer));
  }

  private static void assertStored(boolean duplicate, HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(duplicate, json(answer.body()).get("duplicate").asBoolean(), answer.body());
  }

  private JsonNode inbox(String query) {
    Response answer = given().header("Authorization", admin).get("/webhooks/v1/inbox" + query);
    assertEquals(200, answer.statusCode(), answer.asString());
    return json(answer.asString());
  }

  private int stored() {
    return inbox("?limit=200").get("items").size();
  }

  private static List<JsonNode> events(String action) throws SQLException {
    List<JsonNode> events = new ArrayList<>();
    try (var connection = PlatformServers.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select event from webhooks.outbox order by id")) {
      while (rows.next()) {
        JsonNode event = json(rows.getString(1));
        if (event.get("action").asText().equals(action)) {
          events.add(event);
        }
      }
    }
    return events;
  }

  @Test
  void storesASignedWebhookAsItWasReceivedAndShowsItToTheAdmin() throws Exception {
    JsonNode source = newSource("{}");
    Sender sender = sender(source, true);
    Instant sent = Instant.now();

    HttpResponse<String> answer =
        sender.send(sender.request("d-1", sent, BODY).header("User-Agent", "dialer/1"));
    JsonNode received = json(answer.body());
    JsonNode item = inbox("/" + received.get("id").asText());

    assertEquals(200, answer.statusCode());
    assertEquals(
        "{\"id\":\"" + received.get("id").asText() + "\",\"duplicate\":false}", answer.body());
    Instant receivedAt = Instant.parse(item.get("received_at").asText());
    assertFalse(receivedAt.isBefore(sent.truncatedTo(ChronoUnit.MICROS)), item::toString);
    assertFalse(receivedAt.isAfter(Instant.now()), item::toString);
    ObjectNode expected =
        JSON.createObjectNode()
            .put("id", received.get("id").asText())
            .put("source_id", source.get("id").asText())
            .put("received_at", item.get("received_at").asText())
            .put("delivery_id", "d-1")
            .put("status", "received")
            .put("content_type", "application/json");
    expected
        .putObject("headers")
        .put("content-type", "application/json")
        .put("user-agent", "dialer/1")
        .put("webhook-id", "d-1")
        .put("webhook-timestamp", Long.toString(sent.getEpochSecond()));
    expected
        .put("size", BODY.length)
        .put("body", new String(BODY, StandardCharsets.UTF_8))
        .put("body_encoding", "utf8");
    assertEquals(expected, item);
    JsonNode event = events("webhook.received").getFirst();
    assertEquals(tenant.toString(), event.get("tenant_id").asText());
    assertEquals("webhook_source", event.at("/actor/type").asText());
    assertEquals("127.0.0.1", event.at("/context/address").asText());
    assertTrue(event.at("/context/request_id").isTextual());
  }

  @Test
  void keepsBytesThatAreNoText() {
    byte[] bytes = {0, 1, (byte) 0xff, (byte) 0xfe, '\n', '\r'};
    Sender sender = newSender();

    String id = json(sender.send("d-1", bytes).body()).get("id").asText();

    assertEquals("base64", inbox("/" + id).get("body_encoding").asText());
    assertEquals(Base64.getEncoder().encodeToString(bytes), inbox("/" + id).get("body").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain; charset=utf-16",
        "application/octet-stream",
        "application/cloudevents+json",
        "multipart/form-data; boundary=x",
      })
  void takesAnyContentTypeAndVerifiesTheBytesThemselves(String type) {
    Sender sender = newSender();
    byte[] body = ("a=1&b=%41+%C3%A9&" + "c".repeat(200_000)).getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> answer =
        sender.send(sender.request("d-1", Instant.now(), body).setHeader("Content-Type", type));

    assertStored(false, answer);
    String id = json(answer.body()).get("id").asText();
    assertEquals(new String(body, StandardCharsets.UTF_8), inbox("/" + id).get("body").asText());
  }

  @Test
  void answersADeliveryThatComesAgainWithTheSameIdAndStoresItOnce() {
    Sender sender = newSender();

    HttpResponse<String> first = sender.send("d-1", BODY);
    HttpResponse<String> again = sender.send("d-1", BODY);
    HttpResponse<String> later =
        sender.send(sender.request("d-1", Instant.now().plusSeconds(60), BODY));

    assertStored(false, first);
    assertStored(true, again);
    assertStored(true, later);
    assertEquals(json(first.body()).get("id"), json(again.body()).get("id"));
    assertEquals(json(first.body()).get("id"), json(later.body()).get("id"));
    assertEquals(1, stored());
  }

  @Test
  void storesOneOfFiftyParallelDuplicates() throws Exception {
    Sender sender = newSender();
    Instant now = Instant.now();

    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> sender.sendLater(sender.request("d-1", now, BODY)))
            .toList();

    long fresh = 0;
    for (var answer : answers) {
      assertEquals(200, answer.get().statusCode(), answer.get().body());
      fresh += json(answer.get().body()).get("duplicate").asBoolean() ? 0 : 1;
    }
    assertEquals(1, fresh);
    assertEquals(1, stored());
    assertEquals(1, events("webhook.received").size());
  }

  @Test
  void storesOneOfFiftyParallelReplaysUnderDifferentIdsIfIdsAreNotSigned() throws Exception {
    Sender sender = newSenderWithoutSignedIds();
    Instant now = Instant.now();

    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> sender.sendLater(sender.request("d-" + i, now, BODY)))
            .toList();

    long fresh = 0;
    for (var answer : answers) {
      fresh += json(answer.get().body()).get("duplicate").asBoolean() ? 0 : 1;
    }
    assertEquals(1, fresh);
    assertEquals(1, stored());
  }

  @Test
  void refusesAReplayUnderAnotherIdIfTheIdIsSigned() {
    Sender sender = newSender();
    Instant now = Instant.now();
    sender.send(sender.request("d-1", now, BODY));

    assertSignatureRefused(
        sender.send(sender.request("d-1", now, BODY).setHeader("webhook-id", "d-2")));
    assertEquals(1, stored());
  }

  @Test
  void keepsTheIdFreeThatAReplayTookIfIdsAreNotSigned() {
    Sender sender = newSenderWithoutSignedIds();
    Instant now = Instant.now();
    byte[] next = "{\"event\":\"call.started\"}".getBytes(StandardCharsets.UTF_8);
    sender.send(sender.request("d-1", now, BODY));

    HttpResponse<String> replay = sender.send(sender.request("d-2", now, BODY));
    HttpResponse<String> genuine = sender.send(sender.request("d-2", now, next));

    assertStored(true, replay);
    assertStored(false, genuine);
    assertEquals(2, stored());
  }

  @Test
  @Tag("B43")
  void storesEveryGenuineDeliveryAfterACaptureWentAheadUnderItsIdIfIdsAreNotSigned() {
    Sender sender = newSenderWithoutSignedIds();
    Instant now = Instant.now();
    byte[] next = "{\"event\":\"call.started\"}".getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> capture = sender.send(sender.request("d-2", now, BODY));
    HttpResponse<String> itsOriginal = sender.send(sender.request("d-1", now, BODY));
    HttpResponse<String> genuine = sender.send(sender.request("d-2", now, next));

    assertStored(false, capture);
    assertStored(true, itsOriginal);
    assertEquals(json(capture.body()).get("id"), json(itsOriginal.body()).get("id"));
    assertStored(false, genuine);
    assertEquals(2, stored());
  }

  @Test
  @Tag("B43")
  void deduplicatesARetrySignedAnewByItsContentAloneIfIdsAreNotSigned() {
    Sender sender = newSenderWithoutSignedIds();
    Instant now = Instant.now();
    sender.send(sender.request("d-1", now, BODY));

    HttpResponse<String> retry = sender.send(sender.request("d-1", now.plusSeconds(60), BODY));
    HttpResponse<String> replay = sender.send(sender.request("d-2", now.plusSeconds(60), BODY));

    assertStored(false, retry);
    assertStored(true, replay);
    assertEquals(json(retry.body()).get("id"), json(replay.body()).get("id"));
    assertEquals(2, stored());
  }

  @ParameterizedTest
  @Tag("B43")
  @ValueSource(booleans = {true, false})
  void doesNotLetReplaysEatTheSendersQuota(boolean signsTheId) throws Exception {
    Sender sender = signsTheId ? newSender() : newSenderWithoutSignedIds();
    Instant now = Instant.now();
    List<CompletableFuture<HttpResponse<String>>> atOnce =
        IntStream.range(0, 50)
            .mapToObj(
                i -> sender.sendLater(sender.request(signsTheId ? "d-0" : "x-" + i, now, BODY)))
            .toList();
    for (var answer : atOnce) {
      assertEquals(200, answer.get().statusCode(), answer.get().body());
    }
    for (int i = 0; i < 50; i++) {
      assertStored(true, sender.send(sender.request(signsTheId ? "d-0" : "y-" + i, now, BODY)));
    }

    int stored = 1;
    HttpResponse<String> answer = sender.send(sender.request("d-1", now.minusSeconds(1), BODY));
    while (answer.statusCode() == 200) {
      stored++;
      answer = sender.send(sender.request("d-" + stored, now.minusSeconds(stored), BODY));
    }
    HttpResponse<String> replay = sender.send(sender.request("d-0", now, BODY));

    // %test: leadignite.limits."webhook-source".permits
    assertEquals(60, stored);
    assertEquals(429, answer.statusCode());
    assertEquals(60, stored());
    assertStored(true, replay);
  }

  @Test
  @Tag("B43")
  void storesLaterWhatWasOverTheLimitAtFirst() throws Exception {
    Sender sender = newSender();
    Instant now = Instant.now();
    int sent = 0;
    while (sender.send(sender.request("d-" + sent, now, BODY)).statusCode() == 200) {
      sent++;
    }
    PlatformServers.redis("FLUSHALL");

    HttpResponse<String> again = sender.send(sender.request("d-" + sent, now, BODY));

    assertStored(false, again);
    assertEquals(sent + 1, events("webhook.received").size());
  }

  @Test
  void storesEqualBodiesOfDifferentDeliveries() {
    Sender sender = newSender();

    assertStored(false, sender.send("d-1", BODY));
    assertStored(false, sender.send("d-2", BODY));
  }

  @Test
  void tellsOneSourcesDeliveriesFromAnothers() {
    Sender one = newSender();
    Response second =
        given()
            .header("Authorization", admin)
            .contentType(ContentType.JSON)
            .body("{\"name\":\"Other\",\"kind\":\"generic_hmac\"}")
            .post("/webhooks/v1/sources");
    Sender two = sender(json(second.asString()), true);

    assertStored(false, one.send("d-1", BODY));
    assertStored(false, two.send("d-1", BODY));
  }

  @Test
  void refusesWhatIsNotSignedRightAndAlwaysInTheSameWords() throws Exception {
    Sender sender = newSender();
    Instant now = Instant.now();
    byte[] altered = BODY.clone();
    altered[3] ^= 1;

    assertSignatureRefused(sender.send(sender.bare(BodyPublishers.ofByteArray(BODY))));
    assertSignatureRefused(
        sender.send(sender.request("d-1", now, BODY).POST(BodyPublishers.ofByteArray(altered))));
    assertSignatureRefused(
        sender.send(sender.request("d-1", now, BODY).setHeader("webhook-signature", "0")));
    assertSignatureRefused(
        sender.send(sender.request("d-1", now, BODY).setHeader("webhook-timestamp", "abc")));
    assertSignatureRefused(
        sender.send(
            sender
                .request("d-1", now, BODY)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))));
    assertEquals(0, stored());
    JsonNode event = events("webhook.rejected").getFirst();
    assertEquals("denied", event.get("outcome").asText());
    assertEquals("header_missing", event.at("/metadata/reason").asText());
  }

  /** The lines of a field arrive as one, and a list of signatures is separated by blanks. */
  @ParameterizedTest
  @ValueSource(strings = {"webhook-signature", "webhook-timestamp", "webhook-id"})
  void refusesAFieldThatWasSentTwice(String name) throws Exception {
    Sender sender = newSender();
    HttpRequest signed = sender.request("d-1", Instant.now(), BODY).build();
    String valid = signed.headers().firstValue(name).orElseThrow();
    String first = name.equals("webhook-signature") ? "junk" : valid;

    HttpResponse<String> answer =
        sender.send(
            HttpRequest.newBuilder(signed, (field, value) -> !field.equals(name))
                .header(name, first)
                .header(name, valid));

    assertSignatureRefused(answer);
    assertEquals(0, stored());
    assertEquals(
        "header_repeated", events("webhook.rejected").getFirst().at("/metadata/reason").asText());
  }

  @ParameterizedTest
  @ValueSource(longs = {-310, 3_600, 100_000_000})
  void refusesATimestampOutsideTheWindowAndSaysSoToTheHolderOfTheSecret(long skew) {
    Sender sender = newSender();

    HttpResponse<String> answer =
        sender.send(sender.request("d-1", Instant.now().plusSeconds(skew), BODY));

    assertEquals(401, answer.statusCode());
    assertEquals(
        json(
            "{\"type\":\"/problems/timestamp-refused\","
                + "\"title\":\"The timestamp is outside the window\",\"status\":401,"
                + "\"detail\":\"The signature is right; check the sender's clock.\"}"),
        problem(answer));
    assertEquals(0, stored());
  }

  @Test
  void tellsTheHolderOfTheSecretThatATimestampIsNotInSeconds() {
    Sender sender = newSender();
    String milliseconds = Long.toString(Instant.now().toEpochMilli());

    HttpResponse<String> answer =
        sender.send(
            sender
                .bare(BodyPublishers.ofByteArray(BODY))
                .header("webhook-id", "d-1")
                .header("webhook-timestamp", milliseconds)
                .header("webhook-signature", sender.sign("d-1", milliseconds, BODY)));

    assertEquals(401, answer.statusCode());
    assertEquals(
        json(
            "{\"type\":\"/problems/timestamp-refused\","
                + "\"title\":\"The timestamp is outside the window\",\"status\":401,"
                + "\"detail\":\"The signature is right; the timestamp must be Unix time in seconds.\"}"),
        problem(answer));
  }

  @Test
  void takesBothSecretsAfterARotation() {
    JsonNode source = newSource("{}");
    Sender old = sender(source, true);
    Response rotated =
        given()
            .header("Authorization", admin)
            .contentType(ContentType.JSON)
            .body("{\"overlap_seconds\":3600}")
            .post("/webhooks/v1/sources/" + source.get("id").asText() + "/secrets");
    assertEquals(201, rotated.statusCode(), rotated.asString());
    ObjectNode renewed = source.deepCopy();
    renewed.put("secret", rotated.jsonPath().getString("secret"));

    assertStored(false, sender(renewed, true).send("d-1", BODY));
    assertStored(false, old.send("d-2", BODY));
  }

  @Test
  @Tag("B34")
  void answersTheSameForSourcesThatNeverWereAreDeletedOrHaveNoId() {
    JsonNode source = newSource("{}");
    given()
        .header("Authorization", admin)
        .delete("/webhooks/v1/sources/" + source.get("id").asText())
        .then()
        .statusCode(204);
    JsonNode expected =
        json(
            "{\"type\":\"/problems/not-found\",\"title\":\"There is nothing here\","
                + "\"status\":404,\"detail\":\"There is no such source.\"}");

    for (String id :
        List.of(
            source.get("id").asText(), UUID.randomUUID().toString(), "1", "1-1-1-1-1", "null")) {
      Sender sender = new Sender(root.resolve("/webhooks/v1/in/" + id), "x".repeat(24), true);
      HttpResponse<String> answer = sender.send("d-1", BODY);
      assertEquals(404, answer.statusCode());
      assertEquals(expected, problem(answer));
    }
  }

  @Test
  @Tag("B38")
  void refusesABodyOverTheCapWhetherItTellsItsLengthOrNot() {
    Sender sender = newSender();
    byte[] most = new byte[1024 * 1024];
    byte[] more = new byte[most.length + 1];

    assertStored(false, sender.send("d-1", most));
    assertEquals(413, sender.send("d-2", more).statusCode());
    for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
      var streamed =
          sender
              .request("d-3", Instant.now(), more)
              .setHeader("Content-Type", type)
              .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more)));
      assertEquals(413, sender.send(streamed).statusCode(), type);
    }
    assertEquals(1, stored());
  }

  @Test
  @Tag("B38")
  void refusesACompressedBody() {
    Sender sender = newSender();

    assertEquals(
        415,
        sender
            .send(sender.request("d-1", Instant.now(), BODY).header("Content-Encoding", "gzip"))
            .statusCode());
  }

  @Test
  void takesNoOtherMethod() {
    String path = newSource("{}").get("path").asText();

    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      Response answer = given().contentType(ContentType.JSON).body("{}").request(method, path);
      assertEquals(405, answer.statusCode(), method);
    }
  }

  @Test
  void doesNotLetBadSignaturesEatTheGoodSendersQuota() {
    Sender sender = newSender();
    for (int i = 0; i < 70; i++) {
      assertSignatureRefused(sender.send(sender.bare(BodyPublishers.ofByteArray(BODY))));
    }

    int stored = 0;
    HttpResponse<String> answer = sender.send("d-0", BODY);
    for (int i = 1; answer.statusCode() == 200; i++) {
      stored++;
      answer = sender.send("d-" + i, BODY);
    }

    // %test: leadignite.limits."webhook-source".permits
    assertEquals(60, stored);
    assertEquals(429, answer.statusCode());
    assertTrue(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()) > 0);
    assertEquals(60, stored());
  }

  @Test
  void goesOnWhileRedisDoesNotAnswerAndUsesItAgainAfterwards() throws Exception {
    Sender sender = newSender();
    PlatformServers.redis("CLIENT", "PAUSE", "8000");

    assertStored(false, sender.send("d-1", BODY));
    assertStored(true, sender.send("d-1", BODY));

    PlatformServers.redis("CLIENT", "UNPAUSE");
    // Admin routes refuse without Redis: that they answer shows that it is used again. Each event
    // loop finds that out for itself, within a second or two.
    int inARow = 0;
    for (int i = 0; inARow < 30 && i < 600; i++) {
      Thread.sleep(100);
      int status = given().header("Authorization", admin).get("/webhooks/v1/sources").statusCode();
      inARow = status == 200 ? inARow + 1 : 0;
    }
    assertEquals(30, inARow);
  }

  @Test
  void goesThroughTheInboxPageByPage() {
    Sender sender = newSender();
    for (int i = 0; i < 5; i++) {
      sender.send("d-" + i, BODY);
    }

    List<String> seen = new ArrayList<>();
    String next = "";
    for (int pages = 0; pages < 3; pages++) {
      JsonNode page = inbox("?limit=2" + next);
      page.get("items").forEach(item -> seen.add(item.get("delivery_id").asText()));
      next = page.get("next").isNull() ? "end" : "&cursor=" + page.get("next").asText();
    }

    assertEquals(List.of("d-4", "d-3", "d-2", "d-1", "d-0"), seen);
    assertEquals("end", next);
  }

  @Test
  void refusesAQueryOfTheInboxThatMakesNoSense() {
    newSender().send("d-1", BODY);
    for (String query :
        List.of(
            "?limit=",
            "?limit=0",
            "?limit=201",
            "?limit=x",
            "?cursor=",
            "?cursor=x",
            "?source_id=",
            "?source_id=1-1-1-1-1",
            "?source=" + tenant)) {
      given()
          .header("Authorization", admin)
          .get("/webhooks/v1/inbox" + query)
          .then()
          .statusCode(400);
    }
  }

  @Test
  void showsTheInboxToAdminsOfTheOrganizationOnly() {
    String id = json(newSender().send("d-1", BODY).body()).get("id").asText();
    String other = admin(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

    Response list = given().header("Authorization", other).get("/webhooks/v1/inbox");
    Response theirs = given().header("Authorization", other).get("/webhooks/v1/inbox/" + id);
    Response nobodys = given().header("Authorization", other).get("/webhooks/v1/inbox/" + tenant);

    assertEquals("{\"items\":[],\"next\":null}", list.asString());
    assertEquals(404, theirs.statusCode());
    assertEquals(theirs.jsonPath().getString("detail"), nobodys.jsonPath().getString("detail"));
    assertEquals(401, given().get("/webhooks/v1/inbox").statusCode());
    assertNotEquals(0, stored());
  }
}
