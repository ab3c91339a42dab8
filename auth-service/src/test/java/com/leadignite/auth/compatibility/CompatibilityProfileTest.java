package com.leadignite.auth.compatibility;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Compatible;
import com.leadignite.auth.testing.Phones;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The profile that other people's client test suites run against. */
@QuarkusTest
@TestProfile(Compatible.class)
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class CompatibilityProfileTest {

  @Inject @All List<SafetyCheck> checks;

  @Test
  void takesThePasswordsOfTestSuitesAndLocksNobodyOut() {
    String email = newEmail();

    json(Map.of("email", email, "password", "secret"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);
    json(Map.of("email", newEmail(), "password", "short"))
        .post("/auth/v1/signup")
        .then()
        .statusCode(422)
        .body("message", equalTo("Password should be at least 6 characters."));
    for (int i = 0; i < 12; i++) {
      trySignIn(email, "wrong").then().statusCode(400);
    }
    trySignIn(email, "secret").then().statusCode(200);
    json(Map.of()).post("/auth/v1/signup").then().statusCode(200);
    for (int i = 0; i < 3; i++) {
      json(Map.of("email", email)).post("/auth/v1/recover").then().statusCode(200);
    }
    assertEquals(3, Stored.events("auth.mail.requested"));
  }

  @Test
  void theCodeOfATestNumberIsKnownBeforehandAndNoTextIsSent() {
    Phones.otp(Compatible.NUMBER).then().statusCode(200);

    Phones.verify("sms", Compatible.NUMBER, "654321").then().statusCode(403);
    Phones.verify("sms", Compatible.NUMBER, Compatible.CODE).then().statusCode(200);
    Phones.verify("sms", Compatible.NUMBER, Compatible.CODE).then().statusCode(403);
    assertEquals(0, Stored.count("auth.mails where wanted and address = '+14155550100'"));
  }

  @Test
  void aTokenOfTheSharedSecretAdministersAccounts() {
    String token = signed(Map.of("role", "service_role", "iss", "supabase"), Compatible.SECRET);

    String id =
        bearer(token)
            .body(Map.of("email", newEmail(), "email_confirm", true))
            .post("/auth/v1/admin/users")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    bearer(token).get("/auth/v1/admin/users/" + id).then().statusCode(200);

    for (String other :
        List.of(
            signed(Map.of("role", "service_role"), Compatible.SECRET + "!"),
            signed(Map.of("role", "anon"), Compatible.SECRET),
            signed(Map.of("role", "service_role", "exp", 1), Compatible.SECRET))) {
      bearer(other).get("/auth/v1/admin/users").then().statusCode(401);
    }
  }

  @Test
  void peopleAreHandedTokensThatTheSharedSecretSignedAndThatEndWithTheirSession() throws Exception {
    Session session = signUp(newEmail());

    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(session.accessToken());
    signature.setKey(new HmacKey(Compatible.SECRET.getBytes(UTF_8)));
    assertEquals("HS256", signature.getAlgorithmHeaderValue());
    assertTrue(signature.verifySignature());
    as(session).get("/auth/v1/user").then().statusCode(200).body("id", equalTo(session.userId()));
    as(AuthApi.refresh(session)).get("/auth/v1/user").then().statusCode(200);
    as(session).post("/auth/v1/logout").then().statusCode(204);
    as(session).get("/auth/v1/user").then().statusCode(403);
  }

  private static RequestSpecification bearer(String token) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Supabase-Api-Version", "2024-01-01")
        .header("Authorization", "Bearer " + token);
  }

  private static String signed(Map<String, ?> claims, String secret) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setAlgorithmHeaderValue("HS256");
      signature.setKey(new HmacKey(secret.getBytes(UTF_8)));
      signature.setPayload(new JsonObject(new HashMap<>(claims)).encode());
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a test's token could not be signed", e);
    }
  }

  @Test
  void isRefusedInProductionByWhatItRelaxes() {
    String unsafe =
        checks.stream()
            .flatMap(check -> check.findings().stream())
            .map(UnsafeSetting::property)
            .collect(Collectors.joining(" "));

    for (String property :
        List.of(
            "leadignite.auth.compatibility.enabled",
            "leadignite.auth.mail.autoconfirm",
            "leadignite.auth.password.min-length",
            "leadignite.auth.password.min-guesses",
            "leadignite.auth.password.breached.refused",
            "leadignite.auth.password.lock.failures",
            "leadignite.limits.\"password\"")) {
      assertTrue(unsafe.contains(property), () -> property + " is not in " + unsafe);
    }
  }
}
