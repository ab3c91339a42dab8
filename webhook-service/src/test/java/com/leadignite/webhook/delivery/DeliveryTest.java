package com.leadignite.webhook.delivery;

import static com.leadignite.webhook.endpoint.EndpointsApi.admin;
import static com.leadignite.webhook.endpoint.EndpointsApi.get;
import static com.leadignite.webhook.endpoint.EndpointsApi.json;
import static com.leadignite.webhook.endpoint.EndpointsApi.post;
import static com.leadignite.webhook.endpoint.EndpointsApi.text;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Rows;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import com.leadignite.webhook.delivery.Receiver.Got;
import com.leadignite.webhook.delivery.TakeStore.Destination;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From what arrived to what endpoints got, against servers of every kind. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class DeliveryTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject DeliverEvents deliver;
  @Inject FeedStore feed;
  @Inject TakeStore take;
  @Inject OutcomeStore outcomes;
  @Inject Deliver attempts;
  @Inject DeliveryMetrics metrics;
  @Inject DeliveryConfig config;
  @Inject Vertx ofTheService;
  @Inject Rows rows;

  private final Vertx vertx = Vertx.vertx();
  private final Ids ids = new Ids(Clock.systemUTC(), new SecureRandom());
  private final UUID tenant = UUID.randomUUID();
  private final UUID source = UUID.randomUUID();
  private final String admin = admin(tenant).bearer();
  private final Receiver receiver = new Receiver(vertx);

  @AfterEach
  void close() {
    vertx.close();
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  private ObjectNode endpoint(Receiver to, String more) {
    return endpoint(to.url(), more);
  }

  private ObjectNode endpoint(String url, String more) {
    Response made = post(admin, "", "{\"url\":\"" + url + "\"" + more + "}");
    assertEquals(201, made.statusCode(), made.asString());
    return json(made);
  }

  /** A webhook arrives; its id is the event's. */
  private UUID arrive(UUID from, String body) {
    UUID id = ids.next();
    PlatformServers.sql(
        "insert into webhooks.inbox (tenant_id, id, source_id, received_at, delivery_id, headers, body)"
            + " values ('"
            + tenant
            + "', '"
            + id
            + "', '"
            + from
            + "', now(), 'd-1', '{}', '"
            + body
            + "')");
    return id;
  }

  private void arrive(int count) {
    for (int i = 0; i < count; i++) {
      arrive(source, "{}");
    }
  }

  /** Rounds, until it is so. */
  private void until(BooleanSupplier so) {
    until(deliver, so);
  }

  private static void until(DeliverEvents by, BooleanSupplier so) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!so.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "it did not become so");
      done(by.round());
    }
  }

  private void ended(int count, String outcome) {
    until(() -> attempts(outcome) >= count);
  }

  private static int attempts(String outcome) {
    return Integer.parseInt(
        text("select count(*) from webhooks.attempt where outcome = '" + outcome + "'"));
  }

  private static void comesDue() {
    PlatformServers.sql("update webhooks.delivery set next_at = now() where state = 'pending'");
    PlatformServers.sql("update webhooks.endpoint_health set probe_at = null");
  }

  private static String state() {
    return text("select string_agg(distinct state, ',') from webhooks.delivery");
  }

  private static boolean isSigned(Got got, String signature, String secret) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    String content = got.id() + "." + got.headers().get("webhook-timestamp") + "." + got.body();
    return signature.equals(
        "v1," + Base64.getEncoder().encodeToString(HmacSha256.withKey(key).of(content)));
  }

  @Test
  void tellsAnEndpointOfWhatArrived() {
    ObjectNode endpoint = endpoint(receiver, ",\"event_types\":[\"webhook.received\"]");
    endpoint(receiver.url() + "/other", ",\"event_types\":[\"lead.created\"]");
    UUID id = arrive(source, "{\"a\": 1}");

    ended(1, "delivered");

    Got got = receiver.got().getFirst();
    assertEquals(1, receiver.got().size());
    assertEquals(id.toString(), got.id());
    assertEquals("application/json", got.headers().get("content-type"));
    assertTrue(
        isSigned(got, got.headers().get("webhook-signature"), endpoint.get("secret").asText()));
    assertTrue(got.body().contains("\"type\":\"webhook.received\""), got.body());
    assertTrue(got.body().contains("\"body\":\"{\\\"a\\\": 1}\""), got.body());
    JsonNode seen = json(given().header("Authorization", admin).get("/webhooks/v1/events/" + id));
    JsonNode delivery = seen.get("deliveries").get(0);
    assertEquals(source.toString(), seen.get("data").get("source_id").asText());
    assertEquals("delivered", delivery.get("state").asText());
    assertEquals(204, delivery.get("tried").get(0).get("status").asInt());
  }

  @Test
  void tellsNobodyOfAnotherOrganization() {
    endpoint(receiver, "");
    String other = admin(UUID.randomUUID()).bearer();
    UUID id = arrive(source, "{}");

    ended(1, "delivered");

    assertEquals(
        404, given().header("Authorization", other).get("/webhooks/v1/events/" + id).statusCode());
    assertEquals(
        0,
        json(given().header("Authorization", other).get("/webhooks/v1/events"))
            .get("items")
            .size());
    String delivery = text("select id from webhooks.delivery");
    assertEquals(
        404,
        given()
            .header("Authorization", other)
            .post("/webhooks/v1/deliveries/" + delivery + "/replay")
            .statusCode());
  }

  @Test
  void repeatsWhatFailedSignedAnewByBothSecretsUnderTheSameId() {
    ObjectNode endpoint = endpoint(receiver, "");
    receiver.answer(
        request -> request.response().setStatusCode(500).end("{\"password\": \"correct horse\"}"));
    arrive(1);
    ended(1, "refused");
    String waits = text("select next_at > now() + interval '2 s' from webhooks.delivery");
    String id = endpoint.get("id").asText();
    String second =
        json(post(admin, "/" + id + "/secrets", "{\"overlap_seconds\":3600}"))
            .get("secret")
            .asText();
    comesDue();
    receiver.answer(204);

    ended(1, "delivered");

    Got first = receiver.got().getFirst();
    Got again = receiver.got().get(1);
    String[] signatures = again.headers().get("webhook-signature").split(" ", -1);
    assertEquals("t", waits);
    assertEquals(first.id(), again.id());
    assertEquals(first.body(), again.body());
    assertEquals(2, signatures.length);
    assertTrue(isSigned(again, signatures[0], second));
    assertTrue(isSigned(again, signatures[1], endpoint.get("secret").asText()));
    assertFalse(text("select string_agg(response, '') from webhooks.attempt").contains("horse"));
    assertEquals("0", text("select failures from webhooks.endpoint_health"));
  }

  @Test
  void waitsAsLongAsTheEndpointAsks() {
    endpoint(receiver, "");
    receiver.answer(
        request -> request.response().setStatusCode(429).putHeader("retry-after", "3600").end());
    arrive(1);

    ended(1, "refused");

    assertEquals("t", text("select next_at > now() + interval '59 min' from webhooks.delivery"));
  }

  @Test
  void givesUpAfterDaysAndBringsBack() {
    ObjectNode endpoint = endpoint(receiver, "");
    receiver.answer(500);
    arrive(1);
    for (int i = 1; i <= config.pauses().size() + 1; i++) {
      ended(i, "refused");
      comesDue();
    }
    String dead = state();
    receiver.answer(204);

    Response replayed =
        given()
            .header("Authorization", admin)
            .contentType("application/json")
            .body("{\"endpoint_id\":\"" + endpoint.get("id").asText() + "\"}")
            .post("/webhooks/v1/deliveries/replay");
    ended(1, "delivered");

    assertEquals("dead", dead);
    assertEquals(1, json(replayed).get("replayed").asInt(), replayed.asString());
    assertEquals("delivered", state());
  }

  @Test
  void anEndpointThatIsGoneIsDisabledAndOneCallTurnsItOn() {
    String id = endpoint(receiver, "").get("id").asText();
    receiver.answer(410);
    arrive(1);
    ended(1, "gone");
    JsonNode gone = json(get(admin, "/" + id));
    receiver.answer(204);

    Response enabled = post(admin, "/" + id + "/enable", "");
    ended(1, "delivered");

    assertEquals("disabled", gone.get("state").asText());
    assertEquals("gone", gone.get("state_reason").asText());
    assertEquals(200, enabled.statusCode(), enabled.asString());
    assertEquals("enabled", json(enabled).get("state").asText());
    assertEquals(
        "1",
        text(
            "select count(*) from webhooks.outbox where event like '%webhook.endpoint.disabled%'"));
  }

  @Test
  void anEndpointThatFailsIsTriedSeldomAndDisabledAfterDays() {
    String id = endpoint(receiver, ",\"max_concurrency\":1").get("id").asText();
    receiver.answer(500);
    arrive(12);
    ended(config.failures(), "refused");
    JsonNode failing = json(get(admin, "/" + id));
    assertEquals(config.failures(), failing.get("failures").asInt());
    assertFalse(failing.get("next_probe").isNull());
    assertEquals(List.of(), done(take.due()));
    PlatformServers.sql(
        "update webhooks.endpoint_health set failing_since = now() - interval '6 days'");
    comesDue();

    until(() -> json(get(admin, "/" + id)).get("state").asText().equals("disabled"));

    assertEquals("failing", json(get(admin, "/" + id)).get("state_reason").asText());
    assertEquals(config.failures() + 1, receiver.got().size());
    assertEquals(
        "1",
        text("select count(*) from webhooks.outbox where event like '%webhook.endpoint.failing%'"));
  }

  @Test
  void aPausedEndpointIsToldLater() {
    String id = endpoint(receiver, "").get("id").asText();
    assertEquals("paused", json(post(admin, "/" + id + "/pause", "")).get("state").asText());
    arrive(1);
    done(deliver.round());
    done(deliver.round());
    assertEquals("pending", state());

    post(admin, "/" + id + "/resume", "");
    ended(1, "delivered");

    assertEquals(1, receiver.got().size());
  }

  /** One never answers, one drips, one answers without end, one redirects to the metadata. */
  @Test
  void endpointsThatMisbehaveHoldUpNobody() {
    Receiver hangs = new Receiver(vertx);
    hangs.answer(request -> {});
    Receiver drips = new Receiver(vertx);
    drips.answer(request -> request.response().setChunked(true).setStatusCode(500).write("."));
    Receiver huge = new Receiver(vertx);
    huge.answer(request -> endless(request.response().setChunked(true)));
    Receiver redirects = new Receiver(vertx);
    redirects.answer(request ->
        request
            .response()
            .setStatusCode(302)
            .putHeader("location", "http://169.254.169.254/latest/meta-data")
            .end());
    for (Receiver each : List.of(hangs, drips, huge, redirects, receiver)) {
      endpoint(each, "");
    }
    arrive(20);

    until(() -> receiver.got().size() == 20);

    assertEquals(0, attempts("timed_out"), "it was not waited for");
    until(() -> attempts("timed_out") > 0 && refusedWith(302) && refusedWith(500));
    assertTrue(
        Integer.parseInt(
                text("select count(*) from webhooks.attempt where length(response) >= 1000"))
            > 0);
    assertEquals(
        "302,500",
        text(
            "select string_agg(distinct status::text, ',') from webhooks.attempt"
                + " where outcome = 'refused'"));
  }

  private static boolean refusedWith(int status) {
    return text("select exists (select from webhooks.attempt where outcome = 'refused' and status = "
            + status
            + ")")
        .equals("t");
  }

  private static void endless(HttpServerResponse response) {
    if (!response.closed()) {
      response.write(Buffer.buffer("x".repeat(8192))).onSuccess(x -> endless(response));
    }
  }

  @Test
  void callsNoPrivateAddress() {
    for (String url :
        List.of("https://169.254.169.254/", "https://10.0.0.1/", "https://[::ffff:10.0.0.1]/")) {
      endpoint(url, "");
    }
    arrive(1);

    ended(3, "address_refused");

    assertEquals("pending", state());
    String id = text("select id from webhooks.endpoint limit 1");
    Response tried = post(admin, "/" + id + "/test", "");
    assertEquals("address_refused", json(tried).get("outcome").asText(), tried.asString());
  }

  @Test
  void triesAnEndpointForAnAdmin() {
    ObjectNode endpoint = endpoint(receiver, ",\"event_types\":[\"lead.created\"]");

    JsonNode tried = json(post(admin, "/" + endpoint.get("id").asText() + "/test", ""));

    assertEquals("delivered", tried.get("outcome").asText());
    assertEquals(204, tried.get("status").asInt());
    assertTrue(receiver.got().getFirst().body().contains("endpoint.test"));
  }

  private DeliverEvents replica() {
    return new DeliverEvents(
        feed, take, attempts, metrics, config, new SecureRandom(), ofTheService);
  }

  @Test
  void replicasSideBySideSendNothingTwiceAndKeepTheBoundTogether() {
    endpoint(receiver, ",\"max_concurrency\":3");
    receiver.answer(request -> vertx.setTimer(2, x -> request.response().setStatusCode(204).end()));
    arrive(120);
    List<DeliverEvents> replicas = List.of(deliver, replica(), replica());

    until(() -> {
      replicas.forEach(each -> done(each.round()));
      return attempts("delivered") >= 120;
    });

    assertEquals(120, receiver.got().size());
    assertEquals(120, receiver.got().stream().map(Got::id).distinct().count());
    assertEquals(0, receiver.twiceAtOnce());
    assertTrue(receiver.most() <= 3, () -> receiver.most() + " at a time");
  }

  @Test
  void eventsOfOneKeyArriveOneAfterTheOther() {
    endpoint(receiver, ",\"ordered\":true,\"max_concurrency\":8");
    UUID another = UUID.randomUUID();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      expected.add(arrive(source, "{}").toString());
    }
    String free = arrive(another, "{}").toString();
    receiver.answer(request ->
        request
            .response()
            .setStatusCode(request.getHeader("webhook-id").equals(expected.getFirst()) ? 500 : 204)
            .end());
    ended(1, "refused");
    ended(1, "delivered");
    done(deliver.round());
    assertEquals(2, receiver.got().size(), "the others of its key wait for it");
    assertTrue(receiver.got().stream().anyMatch(got -> got.id().equals(free)));
    receiver.answer(204);
    comesDue();

    ended(11, "delivered");

    List<String> order =
        receiver.got().stream().map(Got::id).filter(id -> !id.equals(free)).distinct().toList();
    assertEquals(expected, order);
  }

  /** It died after it took the delivery, or its record was lost. */
  @Test
  void whatAReplicaLeftBehindIsDeliveredAndItsLateRecordChangesNothing() {
    String id = endpoint(receiver, "").get("id").asText();
    arrive(1);
    Destination to = new Destination(tenant, UUID.fromString(id));
    done(feed.move(10));
    Task left = done(take.take(to, 10)).getFirst();
    assertEquals(List.of(), done(take.take(to, 10)), "it is leased");
    PlatformServers.sql("update webhooks.delivery set leased_until = now() - interval '1 s'");

    ended(1, "delivered");
    String replay = text("select id from webhooks.delivery");
    given().header("Authorization", admin).post("/webhooks/v1/deliveries/" + replay + "/replay");
    Task now = done(take.take(to, 10)).getFirst();
    PlatformServers.sql("update webhooks.delivery set attempts = 2");
    Attempt late = new Attempt(Instant.now(), 1, Outcome.REFUSED, 500, "", null);
    done(outcomes.record(left, late, Optional.empty()));

    assertEquals(1, receiver.got().size());
    assertEquals(1, now.attempts());
    assertEquals("pending", state());
    assertEquals("0", text("select failures from webhooks.endpoint_health"));
  }

  /** Side by side, two would mix up the order of a source. */
  @Test
  void oneReplicaAtATimeMakesEvents() {
    endpoint(receiver, "");
    arrive(3);

    boolean more =
        done(
            rows.asService()
                .transaction(tx ->
                    tx.query(
                            "select pg_advisory_xact_lock(hashtextextended('webhooks.event_feed', 0))",
                            Tuple.tuple())
                        .chain(() -> feed.move(1))));

    assertFalse(more);
    assertEquals("3", text("select count(*) from webhooks.event_feed"));
    assertTrue(done(feed.move(1)));
    assertEquals("2", text("select count(*) from webhooks.event_feed"));
  }

  @Test
  void holdsSoMuchInMemoryAtATimeAndNoMore() {
    String id = endpoint(receiver, ",\"max_concurrency\":32").get("id").asText();
    arrive(12);
    PlatformServers.sql("update webhooks.inbox set body = decode(repeat('61', 1048576), 'hex')");
    Destination to = new Destination(tenant, UUID.fromString(id));

    assertTrue(done(feed.move(100)));
    assertEquals("8", text("select count(*) from webhooks.event"));
    assertFalse(done(feed.move(100)));
    assertEquals("12", text("select count(*) from webhooks.event"));
    assertEquals(3, done(take.take(to, 32)).size());
    assertEquals("3", text("select sum(attempts) from webhooks.delivery"));
    assertEquals("9", text("select count(*) from webhooks.delivery where leased_until is null"));
    assertEquals(3, done(take.take(to, 32)).size());
  }

  @Test
  void whatIsNoTextIsSentAsBase64() {
    endpoint(receiver, "");
    arrive(1);
    PlatformServers.sql("update webhooks.inbox set body = decode('610061', 'hex')");

    ended(1, "delivered");

    String body = receiver.got().getFirst().body();
    assertTrue(body.contains("\"body\":\"YQBh\",\"body_encoding\":\"base64\""), body);
  }

  /** Its month was dropped, say. */
  @Test
  void aDeliveryWhoseEventIsGoneHoldsUpNobody() {
    endpoint(receiver, ",\"max_concurrency\":1");
    UUID lost = arrive(source, "{}");
    done(feed.move(10));
    PlatformServers.sql("delete from webhooks.event where id = '" + lost + "'");
    arrive(1);

    ended(1, "delivered");

    String dead = text("select id from webhooks.delivery where state = 'dead'");
    given().header("Authorization", admin).post("/webhooks/v1/deliveries/" + dead + "/replay");
    assertEquals("dead,delivered", state());
  }

  @Test
  void keepsTheRateOfTheEndpoint() {
    String id = endpoint(receiver, ",\"rate_limit\":5,\"max_concurrency\":32").get("id").asText();
    arrive(30);
    Destination to = new Destination(tenant, UUID.fromString(id));
    done(feed.move(100));

    assertEquals(5, done(take.take(to, 100)).size());
    assertEquals(List.of(), done(take.take(to, 100)));
  }

  @Test
  void whatIsDeletedIsNotToldOfAnyMore() {
    ObjectNode endpoint = endpoint(receiver, "");
    arrive(1);
    done(feed.move(10));

    given()
        .header("Authorization", admin)
        .header("If-Match", "\"1\"")
        .delete("/webhooks/v1/endpoints/" + endpoint.get("id").asText());

    assertEquals("cancelled", state());
    assertEquals(List.of(), done(take.due()));
  }

  /** As audit events, which a relay may send more than once. */
  @Test
  void tellsOfWhatServicesTellOnce() {
    endpoint(receiver, ",\"event_types\":[\"lead.updated\"]");
    UUID lead = UUID.randomUUID();
    String happened =
        "{\"id\":\""
            + ids.next()
            + "\",\"tenant_id\":\""
            + tenant
            + "\",\"occurred_at\":\"2026-11-27T09:30:00Z\",\"outcome\":\"allowed\","
            + "\"actor\":{\"type\":\"user\"},\"targets\":[{\"type\":\"lead\",\"id\":\""
            + lead
            + "\",\"name\":\"Grace\"}],\"changes\":{\"title\":{\"after\":\"Admiral\"}},\"action\":";
    String events =
        "{\"events\":[" + happened + "\"lead.updated\"}," + happened + "\"lead.viewed\"}]}";
    String service = TestTokens.service("leads-service", "audit:write").bearer();

    for (int i = 0; i < 2; i++) {
      given()
          .header("Authorization", service)
          .contentType("application/json")
          .body(events)
          .post("/webhooks/v1/events")
          .then()
          .statusCode(200);
    }
    ended(1, "delivered");
    done(deliver.round());

    assertEquals(1, receiver.got().size());
    String body = receiver.got().getFirst().body();
    assertTrue(body.endsWith("\"data\":{\"id\":\"" + lead + "\",\"changed\":[\"title\"]}}"), body);
    assertEquals(
        403,
        given()
            .header("Authorization", admin)
            .contentType("application/json")
            .body(events)
            .post("/webhooks/v1/events")
            .statusCode());
  }

  @Test
  void listsAndCounts() {
    String id = endpoint(receiver, "").get("id").asText();
    arrive(3);
    ended(3, "delivered");

    JsonNode page = json(get(admin, "/" + id + "/deliveries?state=delivered&limit=2"));
    JsonNode rest =
        json(
            get(
                admin,
                "/"
                    + id
                    + "/deliveries?state=delivered&limit=2&cursor="
                    + page.get("next").asText()));
    JsonNode hours = json(get(admin, "/" + id + "/statistics")).get("hours");
    JsonNode events =
        json(
            given()
                .header("Authorization", admin)
                .get("/webhooks/v1/events?type=webhook.received"));

    assertEquals(2, page.get("items").size());
    assertEquals(1, rest.get("items").size());
    assertEquals(3, hours.get(0).get("delivered").asInt());
    assertEquals(3, events.get("items").size());
    assertEquals(400, get(admin, "/" + id + "/deliveries?state=lost").statusCode());
  }
}
