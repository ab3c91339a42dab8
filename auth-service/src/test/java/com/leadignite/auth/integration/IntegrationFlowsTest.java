package com.leadignite.auth.integration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.integration.TestingProvider.Mode;
import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.OperatorServer;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.TestServer;
import com.leadignite.auth.testing.WithOperator;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections to providers that the test plays, from the grant to the revocation. */
@QuarkusTest
@TestProfile(WithOperator.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@WithTestResource(OperatorServer.class)
@ExtendWith(CleanDatabase.class)
class IntegrationFlowsTest {

  private static final String PATH = "/auth/v1/integrations";
  private static final String COOKIE = "__Host-integration";

  TestServer server;
  private final TestingProvider provider = new TestingProvider();
  private Admin admin = new Admin(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

  @BeforeEach
  void prepare() {
    server.answer(provider);
    admin = admin();
  }

  /** An admin with an organization of their own, in a session with a second factor. */
  private record Admin(UUID user, UUID tenant, UUID session) {

    TestTokens token() {
      return TestTokens.admin()
          .user(user)
          .tenant(tenant)
          .session(session)
          .scopes("organization:write");
    }

    RequestSpecification sure() {
      return as(token());
    }
  }

  private static RequestSpecification as(TestTokens token) {
    return given().contentType(ContentType.JSON).header("Authorization", token.bearer());
  }

  /** Stored and not signed up: hashing a password for each test takes longer than the test. */
  private static Admin admin() {
    Admin admin = new Admin(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    PlatformServers.sql(
        """
        begin;
        set local session_replication_role = replica;
        insert into auth.organizations (tenant_id, name, created_at, updated_at)
        values ('$tenant', 'Example', now(), now());
        insert into auth.users (id, tenant_id, email, email_confirmed_at, created_at, updated_at)
        values ('$user', '$tenant', '$user@example.com', now(), now(), now());
        insert into auth.memberships (tenant_id, user_id, role, created_at, updated_at)
        values ('$tenant', '$user', 'admin', now(), now());
        insert into auth.sessions
          (id, user_id, created_at, authenticated_at, method, not_after, refreshed_at)
        values ('$session', '$user', now(), now(), 'password', now() + interval '1 day', now());
        commit;
        """
            .replace("$tenant", admin.tenant().toString())
            .replace("$user", admin.user().toString())
            .replace("$session", admin.session().toString()));
    return admin;
  }

  /** A way to the provider that was begun. */
  private record Begun(String url, String cookie) {

    Map<String, String> query() {
      return TestingProvider.form(URI.create(url).getRawQuery());
    }

    /** Where the provider sends the browser back to. */
    String path() {
      return URI.create(query().get("redirect_uri")).getPath();
    }

    /** As a replica of the previous version began it. */
    Begun before() {
      PlatformServers.sql("update auth.integration_flows set callback = null");
      return new Begun(url.replace("callback%2Facme", "callback"), cookie);
    }
  }

  private static Response tryBegin(Admin who, String providerName, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(Map.of("provider", providerName));
    body.putAll(more);
    return who.sure().body(body).post(PATH + "/connect");
  }

  private static Begun begin(Admin who, String providerName, Map<String, ?> more) {
    Response answer = tryBegin(who, providerName, more);
    answer.then().statusCode(200);
    return new Begun(answer.path("authorization_url"), answer.cookie(COOKIE));
  }

  private Begun begin() {
    return begin(admin, "acme", Map.of());
  }

  /** What a browser with that cookie is sent back with. */
  private static Response callback(String cookie, Map<String, ?> parameters) {
    return callback(PATH + "/callback/acme", cookie, parameters);
  }

  private static Response callback(String path, String cookie, Map<String, ?> parameters) {
    RequestSpecification request = given().redirects().follow(false).queryParams(parameters);
    return (cookie == null ? request : request.cookie(COOKIE, cookie)).get(path);
  }

  private Map<String, String> granted(Begun begun) {
    return Map.of(
        "state", begun.query().get("state"),
        "code", provider.grant(begun.url()),
        "iss", "https://acme.example");
  }

  private Response finish(Begun begun) {
    return callback(begun.path(), begun.cookie(), granted(begun));
  }

  private static String landed(Response callback) {
    return callback.then().statusCode(303).extract().header("Location");
  }

  private String connected() {
    String to = landed(finish(begin()));
    assertTrue(to.startsWith("https://app.example.com?integration="), to);
    return to.substring(to.indexOf('=') + 1);
  }

  private static Response token(Admin of, String id) {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", TestTokens.service("leads-service", "integrations:token").bearer())
        .body(Map.of("tenant_id", of.tenant()))
        .post(PATH + "/" + id + "/access-token");
  }

  private String accessToken(String id) {
    return token(admin, id).then().statusCode(200).extract().path("access_token");
  }

  private Response seen(String id) {
    return admin.sure().get(PATH + "/" + id);
  }

  /** All that is stored of connections happened so much earlier. */
  private static void age(Duration by) {
    PlatformServers.sql(
        """
        update auth.integrations
        set
          expires_at = expires_at - by,
          due_at = due_at - by,
          leased_until = leased_until - by
        from (select interval '%d milliseconds' as by) as age
        """
            .formatted(by.toMillis()));
  }

  private static void await(String condition) {
    Stored.await(1, "auth.integrations where " + condition);
  }

  @Test
  void connectsWithPkceAndTheScopesThatAreConfigured() {
    Begun begun = begin();

    Map<String, String> asked = begun.query();
    assertEquals("code", asked.get("response_type"));
    assertEquals("client of acme", asked.get("client_id"));
    assertEquals("contacts.readonly contacts.write", asked.get("scope"));
    assertEquals("S256", asked.get("code_challenge_method"));
    assertTrue(asked.get("redirect_uri").endsWith("/auth/v1/integrations/callback/acme"));
    String to = landed(finish(begun));
    String id = to.substring(to.indexOf('=') + 1);
    seen(id)
        .then()
        .statusCode(200)
        .body("provider", equalTo("acme"))
        .body("name", equalTo("acme"))
        .body("kind", equalTo("oauth2"))
        .body("status", equalTo("connected"))
        .body("scopes", contains("contacts.readonly"))
        .body("connected_by", equalTo(admin.user().toString()))
        .body("expires_at", notNullValue())
        .body("last_refreshed_at", nullValue())
        .body("last_error", nullValue());
    admin.sure().get(PATH).then().statusCode(200).body("items.id", contains(id));
    assertEquals(1, Stored.events("integration.connected"));
    assertEquals(0, Stored.count("auth.integration_flows"));
  }

  @Test
  void connectsHighLevelWithoutPkceAndByItsForm() {
    Begun begun = begin(admin, "gohighlevel", Map.of("name", "Main location"));
    assertNull(begun.query().get("code_challenge"));
    // HighLevel refuses addresses that contain its name.
    assertEquals(PATH + "/callback/crm", begun.path());

    String to = landed(finish(begun));

    seen(to.substring(to.indexOf('=') + 1))
        .then()
        .body("name", equalTo("Main location"))
        .body("account", equalTo("l1C08ntBrFjLS0elLIYU"));
  }

  @Test
  void storesAndRecordsNoTokenInTheClear() {
    String token = accessToken(connected());

    for (String table : List.of("auth.integrations", "auth.outbox", "auth.integration_flows")) {
      String stored = Stored.dump(table);
      assertFalse(stored.contains(token), table);
      assertFalse(stored.contains("refresh-"), table);
      assertFalse(stored.contains("636573732d"), table);
    }
  }

  @Test
  void returnsToAnAllowedPageAlone() {
    Begun own = begin(admin, "acme", Map.of("return_to", "https://app.example.com/settings?a=1"));
    Begun other = begin(admin, "acme", Map.of("return_to", "https://evil.example/"));

    assertTrue(landed(finish(own)).startsWith("https://app.example.com/settings?a=1&integration="));
    assertTrue(landed(finish(other)).startsWith("https://app.example.com?integration="));
  }

  @Test
  @Tag("B27")
  void aStateIsWorthNothingInAnotherBrowser() {
    Begun begun = begin();
    Begun others = begin(admin(), "acme", Map.of());
    Map<String, String> granted = granted(begun);

    callback(null, granted).then().statusCode(400);
    callback(others.cookie(), granted).then().statusCode(400);
    callback("x".repeat(43), granted).then().statusCode(400);
    given()
        .redirects()
        .follow(false)
        .header("Cookie", COOKIE + "=" + begun.cookie() + "; " + COOKIE + "=" + others.cookie())
        .queryParams(granted)
        .get(begun.path())
        .then()
        .statusCode(400);

    assertEquals(0, Stored.count("auth.integrations"));
    // None of it has used the state up: strangers end nobody's way.
    landed(callback(begun.cookie(), granted));
  }

  @Test
  @Tag("B27")
  void aStateThatWasChangedIsRefused() {
    Begun begun = begin();
    String state = begun.query().get("state");

    for (int at : List.of(0, 10, 21, 30, 63)) {
      char other = state.charAt(at) == 'A' ? 'B' : 'A';
      Map<String, String> changed = new HashMap<>(granted(begun));
      changed.put("state", state.substring(0, at) + other + state.substring(at + 1));
      callback(begun.cookie(), changed).then().statusCode(400);
    }
    callback(begun.cookie(), Map.of("code", "x")).then().statusCode(400);
    callback(begun.cookie(), Map.of("state", "", "code", "x")).then().statusCode(400);

    assertEquals(0, Stored.count("auth.integrations"));
  }

  @Test
  @Tag("B30")
  void aStateWorksOnceOfManyAtATime() {
    Begun begun = begin();
    Map<String, String> granted = granted(begun);

    List<Integer> statuses =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> callback(begun.cookie(), granted).statusCode())
            .sorted()
            .toList();

    assertEquals(List.of(303, 400, 400, 400, 400, 400, 400, 400), statuses);
    assertEquals(1, provider.shown.size());
    assertEquals(1, Stored.count("auth.integrations"));
  }

  @Test
  @Tag("B30")
  void aStateExpires() {
    Begun begun = begin();
    PlatformServers.sql("update auth.integration_flows set expires_at = now()");

    finish(begun).then().statusCode(400);

    assertEquals(0, provider.shown.size());
  }

  @Test
  void anAnswerOfAnotherIssuerIsRefused() {
    for (String issuer : List.of("https://other.example", "")) {
      Begun begun = begin();
      Map<String, String> answer = new HashMap<>(granted(begun));
      answer.put("iss", issuer);

      assertEquals(
          "https://app.example.com?integration_error=provider_refused",
          landed(callback(begun.cookie(), answer)));
    }
    assertEquals(0, provider.shown.size());
  }

  /** Another provider made the code: it must not reach the token endpoint of the flow's own. */
  @Test
  @Tag("B27")
  void anAnswerAtTheAddressOfAnotherProviderIsRefused() {
    for (String path : List.of("/callback/crm", "/callback/other", "/callback")) {
      Begun begun = begin();

      assertEquals(
          "https://app.example.com?integration_error=provider_refused",
          landed(callback(PATH + path, begun.cookie(), granted(begun))));
    }
    assertEquals(0, provider.shown.size());
  }

  @Test
  void whoWasAtTheProviderDuringTheUpdateEndsAtTheAddressOfBefore() {
    Begun begun = begin().before();
    assertEquals(PATH + "/callback", begun.path());

    assertTrue(landed(finish(begun)).startsWith("https://app.example.com?integration="));

    Begun other = begin().before();
    assertEquals(
        "https://app.example.com?integration_error=provider_refused",
        landed(callback(PATH + "/callback/acme", other.cookie(), granted(other))));
  }

  /** The code is used: its tokens would be lost with the browser. */
  @Test
  void aBrowserThatHangsUpLosesNoTokens() throws Exception {
    Begun begun = begin();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    provider.before =
        path -> {
          asked.countDown();
          await(gone);
        };
    try (Socket browser = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      String query = CallProvider.encoded(granted(begun));
      String request =
          "GET "
              + begun.path()
              + "?"
              + query
              + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
              + COOKIE
              + "="
              + begun.cookie()
              + "\r\n\r\n";
      browser.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await(asked);
      browser.setSoLinger(true, 0);
    }
    // Every event loop has served a connection that was opened after that one was closed.
    for (int i = 0; i < 50; i++) {
      given().header("Connection", "close").get("/auth/v1/.well-known/jwks.json");
    }

    gone.countDown();

    await("status = 'connected' and sealed_credentials is not null");
    assertEquals(1, Stored.events("integration.connected"));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aProviderThatHangsKeepsNoOtherWaiting() {
    connected();
    landed(finish(begin(admin, "gohighlevel", Map.of())));
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    provider.before =
        path -> {
          if (path.startsWith("/acme")) {
            asked.countDown();
            await(over);
          }
        };
    PlatformServers.sql("update auth.integrations set due_at = now() where provider = 'acme'");
    await(asked);

    PlatformServers.sql("update auth.integrations set due_at = now() where provider <> 'acme'");
    await("provider = 'gohighlevel' and last_refreshed_at is not null");

    // Not only after the service had given up on the other.
    assertEquals(
        1,
        Stored.count(
            "auth.integrations a, auth.integrations g where a.provider = 'acme' and g.provider ="
                + " 'gohighlevel' and coalesce(a.last_error_at, now()) > g.last_refreshed_at"));
    over.countDown();
    await("provider = 'acme' and leased_until is null");
  }

  @Test
  void anotherClientOfTheProviderEndsNoConnection() {
    connected();
    PlatformServers.sql("update auth.integrations set client_id = 'of before', due_at = now()");

    await("status = 'failing' and last_error = 'provider_not_configured'");
    assertEquals(1, provider.shown.size());

    PlatformServers.sql(
        "update auth.integrations set client_id = 'client of acme', due_at = now()");
    await("status = 'connected' and attempts = 0");
    // Of a connection of the previous version it becomes known with a refresh.
    PlatformServers.sql("update auth.integrations set client_id = null, due_at = now()");
    await("client_id = 'client of acme' and attempts = 0");
  }

  @Test
  void aTokenOfAShortLifeIsHandedOutForHalfOfIt() {
    provider.life = 30;
    String id = connected();

    assertEquals(accessToken(id), accessToken(id));
  }

  /** Of a replica that died after it took the connection nothing was recorded. */
  @Test
  void theFirstFailureIsRecordedHoweverOftenTheConnectionWasTaken() {
    connected();
    provider.mode = Mode.DOWN;
    PlatformServers.sql("update auth.integrations set attempts = 3, due_at = now()");

    await("status = 'failing' and leased_until is null");

    assertEquals(1, Stored.events("integration.refresh_failed"));
  }

  @Test
  void sayingThatAProviderWasToldOfAnEndIsNoLie() {
    provider.revocationWorks = false;
    String id = connected();
    admin.sure().delete(PATH + "/" + id).then().statusCode(204);
    await("revoked_at is not null and attempts >= 1 and leased_until is null");

    PlatformServers.sql("update auth.integrations set provider = 'gone', due_at = now()");

    Stored.await(0, "auth.integrations");
    assertEquals(
        "failed",
        Stored.text(
            "select event::jsonb ->> 'outcome' from auth.outbox where event::jsonb ->> 'action' ="
                + " 'integration.revoked_at_provider'"));
  }

  @Test
  void aRefusalAtTheProviderEndsTheWay() {
    Begun begun = begin();
    String state = begun.query().get("state");
    Map<String, String> refusal =
        Map.of("state", state, "error", "access_denied", "iss", "https://acme.example");

    assertEquals(
        "https://app.example.com?integration_error=provider_refused",
        landed(callback(begun.cookie(), refusal)));
    finish(begun).then().statusCode(400);
  }

  @Test
  @Tag("B41")
  void whoIsNoAdminAnyMoreConnectsNothing() {
    List<String> losses =
        List.of(
            "update auth.memberships set role = 'agent' where user_id = '%s'",
            "update auth.users set banned_until = now() + interval '1 hour' where id = '%s'",
            "update auth.memberships set suspended_at = now() where user_id = '%s'",
            "update auth.sessions set ended_at = now(), end_reason = 'signed_out'"
                + " where user_id = '%s'");
    for (String loss : losses) {
      Admin who = admin();
      Begun begun = begin(who, "acme", Map.of());
      PlatformServers.sql(loss.formatted(who.user()));

      assertEquals(
          "https://app.example.com?integration_error=session_not_found", landed(finish(begun)));
    }
    assertEquals(0, Stored.count("auth.integrations"));
    assertEquals(0, provider.shown.size());
  }

  @Test
  void providersThatFailConnectNothing() {
    for (Mode mode : List.of(Mode.DOWN, Mode.BUSY, Mode.GARBAGE, Mode.HUGE, Mode.REFUSES_CLIENT)) {
      provider.mode = mode;
      assertTrue(
          landed(finish(begin())).startsWith("https://app.example.com?integration_error="),
          mode.name());
    }
    assertEquals(0, Stored.count("auth.integrations"));
  }

  @Test
  void isForAdminsWithASecondFactorAndAFreshSignIn() {
    Map<String, String> body = Map.of("provider", "acme");
    for (TestTokens refused :
        List.of(
            admin.token().assurance(AssuranceLevel.AAL1),
            admin.token().scopes("leads:read"),
            admin.token().role(Role.MANAGER),
            admin.token().authenticatedAt(Instant.now().minusSeconds(3600)),
            TestTokens.service("leads-service", "organization:write"))) {
      as(refused).body(body).post(PATH + "/connect").then().statusCode(403);
      as(refused).delete(PATH + "/" + admin.user()).then().statusCode(403);
    }
    tryBegin(admin, "unknown", Map.of()).then().statusCode(400);
    tryBegin(admin, "vapi", Map.of()).then().statusCode(400);
  }

  @Test
  void servicesAreGivenTheAccessTokenAndNothingElse() {
    String id = connected();

    token(admin, id)
        .then()
        .statusCode(200)
        .body("access_token", startsWith("access-"))
        .body("token_type", equalTo("Bearer"))
        .body("provider", equalTo("acme"))
        .body("scopes", contains("contacts.readonly"))
        .body("expires_at", notNullValue())
        .body("refresh_token", nullValue());

    seen(id).then().body("last_used_at", notNullValue());
    assertEquals(
        "leads-service " + admin.tenant(),
        Stored.text(
            "select (event::jsonb -> 'actor' ->> 'id') || ' ' || (event::jsonb ->> 'tenant_id')"
                + " from auth.outbox where event::jsonb ->> 'action' = 'integration.token_issued'"));
  }

  @Test
  @Tag("B41")
  void nobodyIsGivenItWhileTheOrganizationIsSuspended() {
    String id = connected();
    AdminApi.suspend(admin.tenant()).then().statusCode(200);

    token(admin, id).then().statusCode(403).body("error_code", equalTo("organization_suspended"));

    AdminApi.lift(admin.tenant()).then().statusCode(200);
    token(admin, id).then().statusCode(200);
  }

  @Test
  void nobodyElseIsGivenIt() {
    String id = connected();
    Admin other = admin();

    token(other, id).then().statusCode(404);
    other.sure().get(PATH + "/" + id).then().statusCode(404);
    other.sure().delete(PATH + "/" + id).then().statusCode(404);
    other.sure().get(PATH).then().statusCode(200).body("items", hasSize(0));
    for (TestTokens refused :
        List.of(
            TestTokens.service("leads-service", "members:read"),
            TestTokens.admin().scopes("integrations:token"))) {
      given()
          .contentType(ContentType.JSON)
          .header("Authorization", refused.bearer())
          .body(Map.of("tenant_id", admin.tenant()))
          .post(PATH + "/" + id + "/access-token")
          .then()
          .statusCode(403);
    }
  }

  @Test
  void refreshesBeforeTheTokenExpires() {
    String id = connected();
    String first = accessToken(id);
    String before = provider.shown.getLast();

    age(Duration.ofMinutes(51));

    await("last_refreshed_at is not null and attempts = 0");
    String second = accessToken(id);
    assertNotEquals(first, second);
    assertNotEquals(before, provider.shown.getLast());
    age(Duration.ofMinutes(51));
    await("last_refreshed_at is not null and due_at > now() and attempts = 0");
    assertNotEquals(second, accessToken(id));
    seen(id).then().body("status", equalTo("connected")).body("last_refreshed_at", notNullValue());
    assertEquals(provider.shown.size(), provider.shown.stream().distinct().count());
  }

  @Test
  void keepsTheRefreshTokenOfAProviderThatDoesNotReplaceIt() {
    provider.rotates = false;
    connected();

    for (int i = 0; i < 2; i++) {
      PlatformServers.sql("update auth.integrations set last_refreshed_at = null");
      age(Duration.ofMinutes(51));
      await("last_refreshed_at is not null and attempts = 0");
    }

    assertEquals(2, provider.shown.stream().distinct().count());
  }

  @Test
  void survivesAProviderThatIsDownForAnHour() {
    String id = connected();
    provider.mode = Mode.DOWN;
    age(Duration.ofMinutes(51));
    await("status = 'failing' and attempts = 1 and leased_until is null");
    token(admin, id).then().statusCode(200);
    seen(id)
        .then()
        .body("status", equalTo("failing"))
        .body("last_error", equalTo("provider_unavailable"))
        .body("last_error_at", notNullValue());

    for (int attempts = 2; attempts <= 6; attempts++) {
      age(Duration.ofMinutes(18));
      await("attempts = " + attempts + " and leased_until is null");
    }

    assertEquals(
        "t",
        Stored.text(
            "select due_at between now() + interval '14 min' and now() + interval '19 min'"
                + " from auth.integrations"));
    token(admin, id).then().statusCode(503).header("Retry-After", notNullValue());
    assertEquals(2, provider.shown.stream().distinct().count());
    assertEquals(1, Stored.events("integration.refresh_failed"));
    provider.mode = Mode.WORKS;
    age(Duration.ofMinutes(18));
    await("status = 'connected' and attempts = 0 and last_error is null");
    token(admin, id).then().statusCode(200);
  }

  /** The statements of {@code docs/integrations.md}, as the service's own role. */
  @Test
  void theRunbookRefreshesAtOnceWhenAProviderIsBack() throws IOException {
    String to = landed(finish(begin(admin, "gohighlevel", Map.of())));
    provider.mode = Mode.DOWN;
    age(Duration.ofMinutes(51));
    await("status = 'failing' and leased_until is null");
    provider.mode = Mode.WORKS;
    Matcher runbook =
        Pattern.compile("```sql\\n(set app.role.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/integrations.md")));
    assertTrue(runbook.find());

    PlatformServers.sql(
        "set search_path = auth; set role auth_app; "
            + runbook.group(1)
            + "reset role; reset app.role; reset search_path");

    await("status = 'connected' and attempts = 0");
    token(admin, to.substring(to.indexOf('=') + 1)).then().statusCode(200);
  }

  @Test
  void survivesAnswersThatMakeNoSense() {
    connected();
    int attempts = 0;
    for (Mode mode : List.of(Mode.GARBAGE, Mode.HUGE, Mode.BUSY, Mode.REFUSES_CLIENT)) {
      provider.mode = mode;
      age(Duration.ofHours(1));
      await("status = 'failing' and leased_until is null and attempts = " + ++attempts);
    }
    provider.mode = Mode.WORKS;
    age(Duration.ofHours(1));

    await("status = 'connected' and attempts = 0");
  }

  @Test
  void saysThatTheProviderEndedIt() {
    String id = connected();
    provider.revokeAll();
    age(Duration.ofMinutes(51));

    await("status = 'reconnect_required' and due_at is null");

    seen(id).then().body("last_error", equalTo("grant_ended"));
    token(admin, id).then().statusCode(409);
    assertEquals(1, Stored.events("integration.refresh_failed"));
    assertFalse(Stored.dump("auth.outbox").contains("secret text"));
    // Connecting again under the same name mends it; services know it by the same id.
    assertEquals(id, connected());
    token(admin, id).then().statusCode(200);
  }

  @Test
  void aServiceThatAsksFirstHasTheTokenRefreshed() {
    String id = connected();
    PlatformServers.sql("update auth.integrations set expires_at = now()");

    List<Integer> statuses =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> token(admin, id).statusCode())
            .sorted()
            .toList();

    // Of all that asked at once, one has refreshed it; the others may come back.
    assertEquals(200, statuses.getFirst());
    assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 503));
    assertEquals(2, provider.shown.size());
    token(admin, id).then().statusCode(200);
  }

  @Test
  void tellsTheProviderOfItsEnd() {
    provider.revocationWorks = false;
    String id = connected();

    admin.sure().delete(PATH + "/" + id).then().statusCode(204);

    token(admin, id).then().statusCode(404);
    seen(id).then().statusCode(404);
    await("revoked_at is not null and attempts >= 1 and leased_until is null");
    provider.revocationWorks = true;
    age(Duration.ofHours(1));
    Stored.await(0, "auth.integrations");
    assertEquals(1, provider.revoked.size());
    assertTrue(provider.revoked.getFirst().startsWith("refresh-"));
    assertEquals(1, Stored.events("integration.disconnected"));
    assertEquals(1, Stored.events("integration.revoked_at_provider"));
    admin.sure().delete(PATH + "/" + id).then().statusCode(404);
  }

  @Test
  void forgetsAtOnceWhatNoProviderCanBeToldOf() {
    String to = landed(finish(begin(admin, "gohighlevel", Map.of())));

    admin.sure().delete(PATH + "/" + to.substring(to.indexOf('=') + 1)).then().statusCode(204);

    Stored.await(0, "auth.integrations");
  }

  private Response key(Map<String, ?> body) {
    return admin.sure().body(body).post(PATH);
  }

  @Test
  void triesAnApiKeyBeforeItIsStored() {
    Map<String, String> vapi = Map.of("provider", "vapi", "api_key", "key-of-vapi");
    provider.keyStatus = 401;
    key(vapi).then().statusCode(422);
    provider.keyStatus = 500;
    key(vapi).then().statusCode(503).header("Retry-After", notNullValue());
    assertEquals(0, Stored.count("auth.integrations"));

    provider.keyStatus = 200;
    String id =
        key(vapi)
            .then()
            .statusCode(201)
            .body("kind", equalTo("api_key"))
            .body("status", equalTo("connected"))
            .body("api_key", nullValue())
            .extract()
            .path("id");
    key(Map.of("provider", "elevenlabs", "api_key", "key-of-elevenlabs", "name", "Voices"))
        .then()
        .statusCode(201);

    assertEquals("Bearer key-of-vapi", provider.keys.get(2));
    assertEquals("key-of-elevenlabs", provider.keys.getLast());
    assertFalse(Stored.dump("auth.integrations").contains("key-of"));
    assertFalse(Stored.dump("auth.outbox").contains("key-of"));
    token(admin, id).then().statusCode(409);
    assertEquals(id, key(vapi).then().statusCode(201).extract().path("id"));
    admin.sure().delete(PATH + "/" + id).then().statusCode(204);
    Stored.await(1, "auth.integrations");
  }

  @Test
  void refusesKeysThatCouldNotBeOne() {
    for (String each : List.of("short", "with blank in it", "line\r\nX-Injected: 1", "ключ-ключ")) {
      key(Map.of("provider", "vapi", "api_key", each)).then().statusCode(400);
    }
    key(Map.of("provider", "acme", "api_key", "key-of-acme")).then().statusCode(400);
    assertEquals(0, provider.keys.size());
  }

  @Test
  void theirNumberIsBounded() {
    PlatformServers.sql(
        """
        insert into auth.integrations
          (tenant_id, id, provider, kind, name, connected_by, created_at, connected_at)
        select '%s', gen_random_uuid(), 'vapi', 'api_key', 'n' || n, gen_random_uuid(), now(), now()
        from generate_series(1, 50) n
        """
            .formatted(admin.tenant()));

    key(Map.of("provider", "vapi", "api_key", "key-of-vapi")).then().statusCode(422);
    key(Map.of("provider", "vapi", "api_key", "key-of-vapi", "name", "n1")).then().statusCode(201);
    assertEquals(
        "https://app.example.com?integration_error=too_many_integrations", landed(finish(begin())));
  }

  @Test
  void theirNumberIsBoundedHoweverManyAreConnectedAtATime() {
    PlatformServers.sql(
        """
        insert into auth.integrations
          (tenant_id, id, provider, kind, name, connected_by, created_at, connected_at)
        select '%s', gen_random_uuid(), 'vapi', 'api_key', 'n' || n, gen_random_uuid(), now(), now()
        from generate_series(1, 49) n
        """
            .formatted(admin.tenant()));
    int many = 6;
    CountDownLatch tried = new CountDownLatch(many);
    provider.beforeKey =
        () -> {
          tried.countDown();
          await(tried);
        };

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService admins = Executors.newFixedThreadPool(many)) {
      IntStream.range(0, many)
          .mapToObj(i ->
              admins.submit(() ->
                  key(Map.of("provider", "vapi", "api_key", "key-of-vapi", "name", "more " + i))
                      .statusCode()))
          .toList()
          .forEach(status -> statuses.add(result(status)));
    }

    statuses.sort(null);
    assertEquals(List.of(201, 422, 422, 422, 422, 422), statuses);
  }

  private static int result(Future<Integer> status) {
    try {
      return status.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As ElevenLabs answers, whose keys can be restricted to some calls. */
  @Test
  void aKeyThatMayNotMakeTheCheckIsValid() {
    Map<String, String> key = Map.of("provider", "elevenlabs", "api_key", "key-of-elevenlabs");
    provider.keyStatus = 401;
    provider.keyAnswer = "{\"detail\": {\"status\": \"invalid_api_key\"}}";
    key(key).then().statusCode(422);

    provider.keyAnswer = "{\"detail\": {\"status\": \"missing_permissions\"}}";

    key(key).then().statusCode(201);
  }

  @Test
  void aProviderThatIsNotConfiguredAnyMoreLosesNothing() {
    connected();
    PlatformServers.sql("update auth.integrations set provider = 'gone', due_at = now()");

    await("status = 'failing' and last_error = 'provider_not_configured'");

    PlatformServers.sql("update auth.integrations set provider = 'acme', due_at = now()");
    await("status = 'connected' and attempts = 0");
  }

  @Test
  void credentialsOpenInTheirOwnRowAlone() {
    String id = connected();
    PlatformServers.sql(
        """
        insert into auth.integrations
          (tenant_id, id, provider, kind, name, connected_by, created_at, connected_at,
           sealed_credentials, due_at, expires_at)
        select
          tenant_id, '01890a5d-0000-7000-8000-000000000001', provider, kind, 'copy', connected_by,
          created_at, connected_at, sealed_credentials, now(), expires_at
        from auth.integrations
        """);

    await("name = 'copy' and last_error = 'credentials_unreadable'");

    token(admin, id).then().statusCode(200);
  }

  @Test
  void offersProvidersWithWhatIsAskedFor() {
    admin
        .sure()
        .get(PATH + "/providers")
        .then()
        .statusCode(200)
        .body("items.name", contains("acme", "elevenlabs", "gohighlevel", "vapi"))
        .body("items.kind", contains("oauth2", "api_key", "oauth2", "api_key"))
        .body("items[0].scopes", contains("contacts.readonly", "contacts.write"));
  }

  @Test
  @Tag("B41")
  void whoIsDemotedWhileTheProviderIsAskedStoresNoKey() {
    server.answer(request -> {
      PlatformServers.sql("update auth.memberships set role = 'agent'");
      return provider.apply(request);
    });

    key(Map.of("provider", "vapi", "api_key", "key-of-vapi")).then().statusCode(403);

    assertEquals(1, provider.keys.size());
    assertEquals(0, Stored.count("auth.integrations"));
  }

  @Test
  void anotherAccountIsAnotherConnection() {
    Map<String, String> main = Map.of("name", "Main location");
    landed(finish(begin(admin, "gohighlevel", main)));
    provider.account = "another-location";

    assertEquals(
        "https://app.example.com?integration_error=integration_of_another_account",
        landed(finish(begin(admin, "gohighlevel", main))));

    landed(finish(begin(admin, "gohighlevel", Map.of("name", "Other location"))));
    assertEquals(2, Stored.count("auth.integrations"));
  }

  @Test
  void oddAnswersWithANewRefreshTokenAreKept() {
    String id = connected();
    provider.odd = true;
    age(Duration.ofHours(1));

    await("last_refreshed_at is not null and attempts = 0 and expires_at > now()");
    provider.odd = false;
    age(Duration.ofHours(1));

    await("status = 'connected' and attempts = 0 and due_at > now()");
    token(admin, id).then().statusCode(200);
    assertEquals(provider.shown.size(), provider.shown.stream().distinct().count());
  }
}
