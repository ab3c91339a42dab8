package com.leadignite.webhook.inbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.peer.TestingAuth;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source is worth what the author of its secret is now. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(
    value = TestingAuth.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "everybody", value = "admin"))
@ExtendWith(CleanDatabase.class)
@Tag("B41")
class SecretAuthorTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private final UUID tenant = UUID.randomUUID();
  private final UUID author = UUID.randomUUID();
  private final UUID colleague = UUID.randomUUID();
  private JsonPath source;
  @TestHTTPResource URI root;

  @BeforeEach
  void aSourceOfAnAdmin() {
    source = post(author, "", "{\"name\":\"Dialer\",\"kind\":\"generic_hmac\"}");
  }

  @AfterEach
  void answerAgain() {
    TestingAuth.answerAsUsual();
  }

  @Test
  void takesNothingMoreIfItsAuthorWasDemotedOrRemoved() {
    Sender sender = sender(source.getString("secret"));
    assertEquals(200, sender.send("one", BODY).statusCode());

    TestingAuth.join(tenant, author, Role.MANAGER);
    HttpResponse<String> refused = sender.send("two", BODY);
    TestingAuth.leave(tenant, author);

    assertEquals(404, refused.statusCode());
    assertEquals(404, sender.send("three", BODY).statusCode());
    assertEquals(404, sender(UUID.randomUUID().toString()).send("four", BODY).statusCode());
    TestingAuth.join(tenant, author, Role.ADMIN);
    assertEquals(200, sender.send("five", BODY).statusCode());
  }

  @Test
  void goesOnUnderTheSecretOfAnotherAdminAlone() {
    Sender before = sender(source.getString("secret"));
    String secret = post(colleague, "/" + source.getString("id") + "/secrets", "{}").get("secret");
    Sender after = sender(secret);
    assertEquals(200, before.send("one", BODY).statusCode());

    TestingAuth.leave(tenant, author);

    assertEquals(401, before.send("two", BODY).statusCode());
    assertEquals(200, after.send("three", BODY).statusCode());
    TestingAuth.leave(tenant, colleague);
    assertEquals(404, after.send("four", BODY).statusCode());
  }

  @Test
  void asksTheSenderToRetryIfItIsNotKnown() {
    TestingAuth.answerAlways(500);
    Sender sender = sender(source.getString("secret"));

    HttpResponse<String> refused = sender.send("one", BODY);

    assertEquals(503, refused.statusCode());
    assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    TestingAuth.answerAsUsual();
    HttpResponse<String> taken = sender.send("one", BODY);
    assertEquals(200, taken.statusCode());
    assertTrue(taken.body().contains("\"duplicate\":false"));
  }

  private Sender sender(String secret) {
    return new Sender(root.resolve(source.getString("path")), secret, true);
  }

  private JsonPath post(UUID admin, String path, String body) {
    return given()
        .header(
            "Authorization",
            TestTokens.admin()
                .tenant(tenant)
                .user(admin)
                .scopes("webhooks:read webhooks:write")
                .bearer())
        .contentType(ContentType.JSON)
        .body(body)
        .post("/webhooks/v1/sources" + path)
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }
}
