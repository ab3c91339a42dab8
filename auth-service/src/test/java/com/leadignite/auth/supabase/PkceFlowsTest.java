package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.status;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.embedded.mailbox.ReceivedMail;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links whose session only the client gets that asked for them (RFC 7636). */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class PkceFlowsTest {

  private static final String SITE = "https://app.example.com";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final int MANY = 200;

  TestMailbox mailbox;

  /** The code that the link of a mail leads to. */
  private String codeFor(String email) {
    json(Map.of("email", email, "code_challenge", CHALLENGE, "code_challenge_method", "s256"))
        .post("/auth/v1/otp?redirect_to=" + SITE + "/welcome?a=b")
        .then()
        .statusCode(200);
    ReceivedMail mail = mailbox.newest(email);
    String landing =
        given()
            .redirects()
            .follow(false)
            .formParam("token", TestMailbox.token(mail))
            .formParam("type", "magiclink")
            .post("/auth/v1/verify/link")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    assertTrue(landing.startsWith(SITE + "/welcome?a=b&code="), landing);
    assertFalse(landing.contains("access_token"), landing);
    return TestMailbox.parameter(landing, "code");
  }

  private static Response exchange(String code, String verifier) {
    return json(Map.of("auth_code", code, "code_verifier", verifier))
        .post("/auth/v1/token?grant_type=pkce");
  }

  @Test
  @Tag("B30")
  void aCodeIsExchangedOnceByItsVerifier() {
    String email = newEmail();
    String code = codeFor(email);
    assertEquals(0, Stored.count("auth.sessions"));

    exchange(code, VERIFIER)
        .then()
        .statusCode(200)
        .header("Set-Cookie", startsWith("__Host-device="))
        .body("user.email", equalTo(email));

    exchange(code, VERIFIER).then().statusCode(404).body("code", equalTo("flow_state_not_found"));
    assertEquals(1, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B30")
  void aWrongVerifierUsesTheCodeUp() {
    String code = codeFor(newEmail());

    exchange(code, VERIFIER + "x")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad_code_verifier"));

    exchange(code, VERIFIER).then().statusCode(404);
    assertEquals(0, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B30")
  void ofManyParallelExchangesOneSucceeds() {
    String body =
        "{\"auth_code\":\"" + codeFor(newEmail()) + "\",\"code_verifier\":\"" + VERIFIER + "\"}";

    List<Integer> statuses =
        Parallel.run(MANY, () -> status("/auth/v1/token?grant_type=pkce", body));

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    assertEquals(1, Stored.count("auth.sessions"));
  }

  @Test
  @Tag("B30")
  void anExpiredCodeIsRefused() {
    String code = codeFor(newEmail());
    PlatformServers.sql("update auth.pkce_codes set expires_at = now() - interval '1s'");

    exchange(code, VERIFIER).then().statusCode(404);
  }

  @Test
  @Tag("B30")
  void aPlainChallengeIsRefused() {
    json(Map.of("email", newEmail(), "code_challenge", CHALLENGE, "code_challenge_method", "plain"))
        .post("/auth/v1/otp")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation_failed"));
    exchange("", "").then().statusCode(400);
  }
}
