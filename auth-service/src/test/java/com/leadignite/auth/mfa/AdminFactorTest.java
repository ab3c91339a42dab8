package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AdminApi.as;
import static com.leadignite.auth.testing.AdminApi.backOffice;
import static com.leadignite.auth.testing.AdminApi.delete;
import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.App.Enrolled;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Factors of people who lost them, as administrators see and remove them. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AdminFactorTest {

  private static String factors(String user) {
    return "/auth/v1/admin/users/" + user + "/factors";
  }

  @Test
  void listsThemAsABareArray() {
    Session session = signUp(newEmail());
    as(platformAdmin()).get(factors(session.userId())).then().statusCode(200).body("$", hasSize(0));
    App app = App.enrolled(session).app();

    as(platformAdmin())
        .get(factors(session.userId()))
        .then()
        .statusCode(200)
        .body("id", contains(app.id()))
        .body("status", contains("verified"))
        .body("factor_type", contains("totp"));
    as(platformAdmin()).get(factors(UUID.randomUUID().toString())).then().statusCode(404);
  }

  @Test
  @Tag("B25")
  void removesOneAndEndsTheSessions() {
    String email = newEmail();
    Enrolled enrolled = App.enrolled(signUp(email));
    Session session = enrolled.session();

    as(platformAdmin())
        .delete(factors(session.userId()) + "/" + enrolled.app().id())
        .then()
        .statusCode(200)
        .body("id", equalTo(enrolled.app().id()));

    AuthApi.as(session).get("/auth/v1/user").then().statusCode(403);
    AuthApi.tryRefresh(session.refreshToken()).then().statusCode(400);
    Session next = signIn(email);
    assertEquals(false, next.claim("second_factor_pending"));
    assertEquals(0, Stored.count("auth.factors"), "recovery codes stand in for nothing");
    assertEquals(1, Stored.events("auth.factor.removed"));
  }

  @Test
  @Tag("B23")
  void removesNoFactorOfAnotherAccountAndNoneOfAPlatformAdministratorForAService() {
    Enrolled enrolled = App.enrolled(signUp(newEmail()));
    String id = enrolled.app().id();
    String other = signUp(newEmail()).userId();

    as(platformAdmin())
        .delete(factors(other) + "/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("mfa_factor_not_found"));
    PlatformServers.sql("update auth.memberships set role = 'platform_admin'");
    as(backOffice()).delete(factors(enrolled.session().userId()) + "/" + id).then().statusCode(403);
    AuthApi.as(enrolled.session())
        .delete(factors(enrolled.session().userId()) + "/" + id)
        .then()
        .statusCode(403);
    assertEquals(1, Stored.count("auth.factors where type = 'totp'"));
  }

  @Test
  void areGoneWithTheAccountOfWhichTheIdIsKept() {
    Session session = App.enrolled(signUp(newEmail())).session();

    delete(session.userId(), true).then().statusCode(200);

    assertEquals(0, Stored.count("auth.factors"));
    assertEquals(1, Stored.count("auth.users"));
  }
}
