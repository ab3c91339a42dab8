package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is off is refused in the words of Supabase Auth; for grants see TokenResourceTest. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class DisabledFeaturesTest {

  private static final String IDENTITIES = "/auth/v1/user/identities/";

  @Test
  void refusesSingleSignOn() {
    json(Map.of("domain", "example.com"))
        .post("/auth/v1/sso")
        .then()
        .statusCode(404)
        .body("code", equalTo("saml_provider_disabled"))
        .body("message", equalTo("SAML 2.0 is disabled"));
  }

  @Test
  void refusesCodesByText() {
    json(Map.of("phone", "+14155552671"))
        .post("/auth/v1/otp")
        .then()
        .statusCode(400)
        .body("code", equalTo("phone_provider_disabled"));
  }

  @Test
  void refusesToLinkAndToUnlink() {
    Session session = signUp(newEmail());

    as(session)
        .get(IDENTITIES + "authorize?provider=google&skip_http_redirect=true")
        .then()
        .statusCode(404)
        .body("code", equalTo("manual_linking_disabled"))
        .body("message", equalTo("Manual linking is disabled"));
    as(session)
        .delete(IDENTITIES + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("manual_linking_disabled"));
    given().delete(IDENTITIES + UUID.randomUUID()).then().statusCode(401);
  }
}
