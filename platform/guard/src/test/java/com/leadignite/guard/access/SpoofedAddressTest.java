package com.leadignite.guard.access;

import static com.leadignite.guard.testing.TestIssuer.person;
import static com.leadignite.guard.testing.TestIssuer.sign;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.OtherSettings;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An allow-list and two limits, and a client that says it is somebody else. */
@QuarkusTest
@WithTestResource(Servers.class)
@TestProfile(OtherSettings.class)
@Tag("B15")
class SpoofedAddressTest {

  @Inject HeardDenials denials;

  @Test
  void doesNotGetOntoTheAllowList() {
    Map<String, Object> admin = person();
    admin.put("role", "admin");
    admin.put("aal", "aal2");

    for (String field : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP"}) {
      given()
          .header("Authorization", "Bearer " + sign(admin))
          .header(field, field.equals("Forwarded") ? "for=192.0.2.7" : "192.0.2.7")
          .get("/probe/admin")
          .then()
          .statusCode(403)
          .body("type", equalTo("/problems/address-not-allowed"));
    }

    assertEquals("127.0.0.1", denials.last().request().address().text());
  }

  @Test
  void doesNotEscapeALimitOfItsAddress() {
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      refused += publicStatus("198.51.100." + i) == 429 ? 1 : 0;
    }

    // At least: other tests may have called from here before.
    assertTrue(refused >= 20, "only " + refused + " of 40 calls were refused");
  }

  private static int publicStatus(String claimed) {
    return given().header("X-Forwarded-For", claimed).get("/probe/public").statusCode();
  }
}
