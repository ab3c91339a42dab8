package com.leadignite.auth.assurance;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.OtherSettings;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who manages others must have a second factor, unless a local platform is configured otherwise.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@TestProfile(OtherSettings.class)
@ExtendWith(CleanDatabase.class)
@Tag("B21")
class ManagersWithoutFactorTest {

  @Test
  void anAdminWithoutAFactorDoesNothingButEnrolOne() {
    Session admin = signUp(newEmail());

    assertEquals(true, admin.claim("second_factor_pending"));
    as(admin)
        .get("/auth/v1/organization")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/second-factor-needed"));
    as(admin).get("/auth/v1/user").then().statusCode(200);
    App.tryEnroll(admin, "phone").then().statusCode(200);
  }

  @Test
  void othersDoWithoutOne() {
    Session admin = signUp(newEmail());
    PlatformServers.sql("update auth.memberships set role = 'agent'");

    assertEquals(false, refresh(admin).claim("second_factor_pending"));
  }
}
