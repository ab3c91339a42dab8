package com.leadignite.auth.hook;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.Phones.newNumber;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.OperatorServer;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.TestProvider;
import com.leadignite.auth.testing.TestProvider.Person;
import com.leadignite.auth.testing.TestServer;
import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import com.leadignite.auth.testing.WithOperator;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All four hooks, with a server that answers what a test says. */
@QuarkusTest
@TestProfile(WithOperator.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@WithTestResource(OperatorServer.class)
@ExtendWith(CleanDatabase.class)
class HookFlowsTest {

  TestServer operator;
  TestProvider provider;
  TestMailbox mailbox;

  private static JsonObject payload(Received call) {
    return new JsonObject(call.body());
  }

  /** Answers one hook so, and the others as if there were nothing to say. */
  private void answer(Hook hook, int status, String body) {
    operator.answer(call ->
        call.path().endsWith(hook.wireName())
            ? Answered.json(status, body)
            : OperatorServer.agrees(call));
  }

  private List<Received> calls(Hook hook) {
    return operator.received().stream()
        .filter(call -> call.path().endsWith(hook.wireName()))
        .toList();
  }

  private JsonObject awaited(Hook hook) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (calls(hook).isEmpty()) {
      assertTrue(System.nanoTime() < end, () -> hook + " was not called");
      LockSupport.parkNanos(10_000_000);
    }
    return payload(calls(hook).getFirst());
  }

  @BeforeEach
  void agree() {
    operator.answer(OperatorServer::agrees);
  }

  private Response signInAtProvider(Person person) {
    String token = provider.idToken(person, TestProvider.CLIENT, null);
    return json(Map.of("provider", OperatorServer.PROVIDER, "id_token", token))
        .post("/auth/v1/token?grant_type=id_token");
  }

  @Test
  void theOperatorRefusesAPersonOfAProvider() {
    answer(
        Hook.BEFORE_USER_CREATED,
        200,
        "{\"error\":{\"http_code\":403,\"message\":\"Not from there.\"}}");
    Person ada = Person.verified(newEmail());

    signInAtProvider(ada).then().statusCode(403).body("message", equalTo("Not from there."));

    assertEquals(0, Stored.count("auth.users"));
    JsonObject asked = awaited(Hook.BEFORE_USER_CREATED).getJsonObject("user");
    assertEquals(
        OperatorServer.PROVIDER, asked.getJsonObject("app_metadata").getString("provider"));
    assertEquals(ada.email(), asked.getString("email"));
    agree();
    signInAtProvider(ada).then().statusCode(200);
  }

  private static Response signUp(String email) {
    return json(Map.of("email", email, "password", PASSWORD, "data", Map.of("name", "Ada")))
        .post("/auth/v1/signup");
  }

  private static Response verify(String token) {
    return json(Map.of("type", "signup", "token_hash", token)).post("/auth/v1/verify");
  }

  private String mailedToken(String email) {
    signUp(email).then().statusCode(200);
    return awaited(Hook.SEND_EMAIL).getJsonObject("email_data").getString("token_hash");
  }

  private Session signedIn() {
    return Session.of(verify(mailedToken(newEmail())).then().statusCode(200).extract().jsonPath());
  }

  @Test
  void callsAreSignedAsStandardWebhooks() {
    signUp(newEmail()).then().statusCode(200);
    awaited(Hook.SEND_EMAIL);

    for (Received call : operator.received()) {
      assertEquals("POST", call.method());
      String id = String.valueOf(call.headers().get("webhook-id"));
      long at = Long.parseLong(String.valueOf(call.headers().get("webhook-timestamp")));
      assertEquals(
          WebhookSigner.of(OperatorServer.SECRET)
              .sign(id, Instant.ofEpochSecond(at), call.body())
              .get("webhook-signature"),
          call.headers().get("webhook-signature"));
      assertEquals(id, payload(call).getJsonObject("metadata").getString("uuid"));
    }
    assertEquals(1, calls(Hook.BEFORE_USER_CREATED).size());
  }

  @Test
  void whoMayNotHaveAnAccountIsToldInTheWordsOfTheHook() {
    answer(
        Hook.BEFORE_USER_CREATED,
        200,
        "{\"error\": {\"http_code\": 403, \"message\": \"Not with this address.\"}}");
    String email = newEmail();

    signUp(email).then().statusCode(403).body("message", equalTo("Not with this address."));
    json(Map.of("phone", newNumber(), "password", PASSWORD))
        .post("/auth/v1/signup")
        .then()
        .statusCode(403);
    json(Map.of()).post("/auth/v1/signup").then().statusCode(403);

    assertEquals(0, Stored.count("auth.users"));
    JsonObject user = payload(calls(Hook.BEFORE_USER_CREATED).getFirst()).getJsonObject("user");
    assertEquals(email, user.getString("email"));
    assertEquals("Ada", user.getJsonObject("user_metadata").getString("name"));
  }

  @Test
  @Tag("B18")
  void theHookIsAskedWhetherAnAddressHasAnAccountOrNot() {
    String email = newEmail();
    signUp(email).then().statusCode(200);
    PlatformServers.redis("FLUSHALL");
    answer(
        Hook.BEFORE_USER_CREATED, 200, "{\"error\": {\"http_code\": 400, \"message\": \"No.\"}}");

    Response known = signUp(email);
    Response unknown = signUp(newEmail());

    assertEquals(unknown.statusCode(), known.statusCode());
    assertEquals(400, known.statusCode());
  }

  @Test
  void whoGetsAnAccountByACodeIsAskedForBeforeTheCodeIsUsed() {
    String number = newNumber();
    json(Map.of("phone", number)).post("/auth/v1/otp").then().statusCode(200);
    String code = awaited(Hook.SEND_SMS).getJsonObject("sms").getString("otp");
    assertEquals(0, calls(Hook.BEFORE_USER_CREATED).size());
    answer(
        Hook.BEFORE_USER_CREATED,
        200,
        "{\"error\": {\"http_code\": 422, \"message\": \"Not yet.\"}}");
    Map<String, String> shown = Map.of("type", "sms", "phone", number, "token", code);

    json(shown).post("/auth/v1/verify").then().statusCode(422).body("message", equalTo("Not yet."));
    operator.answer(OperatorServer::agrees);
    json(shown).post("/auth/v1/verify").then().statusCode(200);

    assertEquals(1, Stored.count("auth.users"));
  }

  @Test
  void aHookThatFailsLetsNobodyHaveAnAccount() {
    for (Answered failing :
        List.of(
            Answered.json(500, "{}"),
            Answered.json(200, "no json"),
            Answered.json(200, "[]"),
            Answered.json(200, "{\"error\": \"a text\"}"),
            Answered.json(200, "{\"error\": {\"message\": \"no code\"}}"),
            new Answered(307, Map.of("location", "/elsewhere"), ""),
            Answered.json(200, " ".repeat(70_000) + "{}"))) {
      operator.answer(call ->
          call.path().endsWith("before-user-created") ? failing : OperatorServer.agrees(call));
      signUp(newEmail()).then().statusCode(503);
      assertTrue(operator.received().stream().noneMatch(call -> call.path().endsWith("elsewhere")));
    }
    assertEquals(0, Stored.count("auth.users"));
  }

  @Test
  @Tag("B35")
  void aTokenHasMoreClaimsAndNoneOfThoseThatServicesDecideBy() {
    operator.answer(call -> {
      if (!call.path().endsWith("customize-access-token")) {
        return OperatorServer.agrees(call);
      }
      JsonObject claims = payload(call).getJsonObject("claims");
      claims.put("plan", "gold").put("role", "platform_admin").put("aal", "aal2");
      claims.put("tenant_id", "00000000-0000-0000-0000-000000000000").put("sub", "somebody");
      claims.put("exp", 9_999_999_999L).put("scope", "users:admin").put("session_id", "other");
      claims.put("email", "root@example.com").put("second_factor_pending", true);
      claims.put("amr", List.of()).put("iss", "https://evil.example").put("aud", "other");
      claims.put("org_id", "other").put("is_anonymous", true).put("iat", 1).put("jti", "same");
      return Answered.json(200, new JsonObject().put("claims", claims).encode());
    });

    Session session = signedIn();

    assertEquals("gold", session.claim("plan"));
    assertEquals("admin", session.claim("role"));
    assertEquals("aal1", session.claim("aal"));
    assertEquals(session.userId(), session.claim("sub"));
    assertEquals(false, session.claim("second_factor_pending"));
    assertEquals(false, session.claim("is_anonymous"));
    assertNotEquals("root@example.com", session.claim("email"));
    assertNotEquals("other", session.claim("session_id"));
    assertNotEquals("https://evil.example", session.claim("iss"));
    assertNotEquals("same", session.claim("jti"));
    assertEquals("authenticated", session.claim("aud"));
    assertNull(session.claim("org_id"));
    assertFalse(String.valueOf(session.claim("scope")).contains("users:admin"));
    JsonObject shown = payload(calls(Hook.CUSTOM_ACCESS_TOKEN).getFirst());
    assertEquals("otp", shown.getString("authentication_method"));
    assertEquals(session.userId(), shown.getString("user_id"));
    as(session).get("/auth/v1/user").then().statusCode(200);
  }

  /** Also of a claim that somebody adds to our tokens later. */
  @Test
  @Tag("B35")
  void aTokenKeepsEachClaimThatItHas() {
    operator.answer(call -> {
      if (!call.path().endsWith("customize-access-token")) {
        return OperatorServer.agrees(call);
      }
      JsonObject others = new JsonObject();
      payload(call).getJsonObject("claims").forEach(claim -> others.put(claim.getKey(), "other"));
      return Answered.json(200, new JsonObject().put("claims", others).encode());
    });

    Session session = signedIn();

    JsonObject shown = payload(calls(Hook.CUSTOM_ACCESS_TOKEN).getFirst()).getJsonObject("claims");
    assertTrue(shown.containsKey("member_since_ms"));
    for (String name : shown.fieldNames()) {
      boolean descriptive = name.endsWith("_metadata");
      assertEquals(descriptive, "other".equals(session.claim(name)), name);
    }
  }

  @Test
  void whileTheHookFailsNobodyGetsATokenAndTheRefreshTokenStaysGood() {
    Session session = signedIn();
    Map<String, String> shown = Map.of("refresh_token", session.refreshToken());
    for (String failing :
        List.of(
            "{}",
            "{\"claims\": []}",
            "{\"claims\": {\"a\": \"" + "x".repeat(2050) + "\"}}",
            "{\"claims\": {\"a\": \""
                + "x".repeat(1500)
                + "\", \"b\": \""
                + "x".repeat(1500)
                + "\"}}")) {
      answer(Hook.CUSTOM_ACCESS_TOKEN, 200, failing);
      json(shown).post("/auth/v1/token?grant_type=refresh_token").then().statusCode(503);
    }
    operator.answer(OperatorServer::agrees);

    json(shown).post("/auth/v1/token?grant_type=refresh_token").then().statusCode(200);
  }

  @Test
  void theHookIsAskedForTheAccountsThatAdministratorsMake() {
    answer(
        Hook.BEFORE_USER_CREATED,
        200,
        "{\"error\": {\"http_code\": 422, \"message\": \"Not here.\"}}");

    for (Map.Entry<String, String> made :
        Map.of(
                "/auth/v1/admin/users",
                "",
                "/auth/v1/invite",
                "",
                "/auth/v1/admin/generate_link",
                "invite")
            .entrySet()) {
      AdminApi.as(AdminApi.platformAdmin())
          .body(Map.of("email", newEmail(), "type", made.getValue()))
          .post(made.getKey())
          .then()
          .statusCode(422)
          .body("message", equalTo("Not here."));
    }

    assertEquals(3, calls(Hook.BEFORE_USER_CREATED).size());
    assertEquals(0, Stored.count("auth.users"));
  }

  @Test
  void whileTheHookFailsNoSessionIsLeftOfWhatNobodyWasHanded() {
    String link = mailedToken(newEmail());
    answer(Hook.CUSTOM_ACCESS_TOKEN, 500, "");

    verify(link).then().statusCode(503);
    json(Map.of()).post("/auth/v1/signup").then().statusCode(503);

    assertEquals(2, Stored.count("auth.sessions"));
    assertEquals(
        2, Stored.count("auth.sessions where ended_at <= now() and end_reason = 'not_handed_out'"));
  }

  @Test
  void mailsAreSentByTheHookAndNotBySmtp() {
    String email = newEmail();
    verify(mailedToken(email)).then().statusCode(200).body("user.email", equalTo(email));

    JsonObject sent = awaited(Hook.SEND_EMAIL);
    JsonObject data = sent.getJsonObject("email_data");
    assertEquals(email, sent.getJsonObject("user").getString("email"));
    assertEquals("signup", data.getString("email_action_type"));
    assertEquals("https://app.example.com", data.getString("redirect_to"));
    assertTrue(data.getString("token").matches("\\d{6}"));
    assertEquals(List.of(), mailbox.to(email));
    Stored.await(0, "auth.mails");
  }

  @Test
  @Tag("B18")
  void aMailThatTellsOfAnAccountCarriesNoSecretToTheHook() {
    String email = newEmail();
    verify(mailedToken(email)).then().statusCode(200);
    PlatformServers.redis("FLUSHALL");
    operator.answer(OperatorServer::agrees);

    signUp(email).then().statusCode(200);

    JsonObject data = awaited(Hook.SEND_EMAIL).getJsonObject("email_data");
    assertEquals("account_exists", data.getString("email_action_type"));
    assertEquals("", data.getString("token"));
    assertEquals("", data.getString("token_hash"));
  }

  @Test
  void aMailThatTheHookDoesNotTakeIsTriedAgainUnderTheSameId() {
    operator.answer(call ->
        call.path().endsWith("send-email") && calls(Hook.SEND_EMAIL).size() < 3
            ? Answered.json(503, "{}")
            : OperatorServer.agrees(call));

    signUp(newEmail()).then().statusCode(200);

    Stored.await(0, "auth.mails");
    List<Received> calls = calls(Hook.SEND_EMAIL);
    assertEquals(3, calls.size());
    assertEquals(
        1, calls.stream().map(call -> call.headers().get("webhook-id")).distinct().count());
  }

  @Test
  void aTextThatTheHookRefusesIsADeadLetter() {
    answer(Hook.SEND_SMS, 200, "{\"error\": {\"http_code\": 400, \"message\": \"No.\"}}");

    json(Map.of("phone", newNumber())).post("/auth/v1/otp").then().statusCode(200);

    Stored.await(1, "auth.mails where parked_at is not null");
  }
}
