package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Organizations that require a second factor of all members. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class MfaRequirementTest {

  private static final String ORGANIZATION = "/auth/v1/organization";

  @Test
  @Tag("B21")
  void holdsEveryMemberToASecondFactorFromTheirNextTokenOn() {
    Session admin = withTwoFactors(signUp(newEmail()));
    Session member = Members.join(admin, "user");
    assertEquals(false, member.claim("second_factor_pending"));

    change(admin, true).then().statusCode(200).body("mfa_required", equalTo(true));

    Session next = refresh(member);
    assertEquals(true, next.claim("second_factor_pending"));
    as(next).get(ORGANIZATION).then().statusCode(403).body("code", equalTo("insufficient_aal"));
    App.tryEnroll(next, "phone").then().statusCode(200);
    as(admin).get(ORGANIZATION).then().statusCode(200).body("mfa_required", equalTo(true));
    assertEquals(true, Members.join(admin, "user").claim("second_factor_pending"));
  }

  @Test
  void requiresNothingInAnotherOrganization() {
    change(withTwoFactors(signUp(newEmail())), true).then().statusCode(200);

    assertEquals(false, signUp(newEmail()).claim("second_factor_pending"));
  }

  @Test
  void endsWhenAnAdminSaysSo() {
    Session admin = withTwoFactors(signUp(newEmail()));
    Session member = Members.join(admin, "user");
    change(admin, true).then().statusCode(200);
    change(admin, true).then().statusCode(200);

    change(admin, false).then().statusCode(200).body("mfa_required", equalTo(false));

    assertEquals(false, refresh(member).claim("second_factor_pending"));
    assertEquals(2, Stored.events("organization.updated"));
  }

  @Test
  @Tag("B23")
  void isChangedByAdminsWhoHaveShownASecondFactor() {
    Session admin = signUp(newEmail());
    change(admin, true)
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/second-factor-needed"));
    Session whole = withTwoFactors(admin);
    Session member = withTwoFactors(Members.join(whole, "manager"));

    change(member, true).then().statusCode(403).body("type", equalTo("/problems/forbidden"));

    as(whole).get(ORGANIZATION).then().body("mfa_required", equalTo(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"mfa_required\": null}", "{\"mfa_required\": \"true\"}"})
  void needsAnAnswer(String body) {
    as(withTwoFactors(signUp(newEmail())))
        .body(body)
        .patch(ORGANIZATION)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("mfa_required"));
  }

  private static Response change(Session session, boolean required) {
    return as(session).body(Map.of("mfa_required", required)).patch(ORGANIZATION);
  }

  private static Session withTwoFactors(Session session) {
    PlatformServers.sql(
        """
        update auth.sessions
        set
          aal = 'aal2',
          amr = amr || jsonb_build_array(jsonb_build_object('method', 'totp', 'at', now()))
        where user_id = '%s'
        """
            .formatted(session.userId()));
    return refresh(session);
  }
}
