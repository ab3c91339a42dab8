package com.leadignite.auth.passkey;

import static com.leadignite.auth.testing.AdminApi.as;
import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passkeys of people who lost them, as administrators see and remove them. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AdminPasskeyTest {

  private static String passkeys(String user) {
    return "/auth/v1/admin/users/" + user + "/passkeys";
  }

  @Test
  @Tag("B25")
  void listsThemAndRemovesOneWithTheSessions() {
    Session session = signUp(newEmail());
    String of = passkeys(session.userId());
    as(platformAdmin()).get(of).then().statusCode(200).body("$", hasSize(0));
    String id = PasskeyApi.registered(session, new Authenticator());
    as(platformAdmin()).get(of).then().statusCode(200).body("id", contains(id));

    as(platformAdmin()).delete(of + "/" + id).then().statusCode(204);

    as(platformAdmin()).get(of).then().statusCode(200).body("$", hasSize(0));
    AuthApi.tryRefresh(session.refreshToken()).then().statusCode(400);
    assertEquals(1, Stored.events("auth.factor.removed"));
  }

  @Test
  @Tag("B23")
  void removesNothingThatIsNotAPasskeyOfTheAccount() {
    Session session = signUp(newEmail());
    String id = PasskeyApi.registered(session, new Authenticator());
    App.Enrolled other = App.enrolled(signUp(newEmail()));

    for (String path :
        new String[] {
          passkeys(other.session().userId()) + "/" + id,
          passkeys(other.session().userId()) + "/" + other.app().id()
        }) {
      as(platformAdmin())
          .delete(path)
          .then()
          .statusCode(404)
          .body("code", equalTo("webauthn_credential_not_found"));
    }
    AuthApi.as(session).get(passkeys(session.userId())).then().statusCode(403);
    AuthApi.as(session).delete(passkeys(session.userId()) + "/" + id).then().statusCode(403);
    assertEquals(2, Stored.count("auth.factors where type <> 'recovery_code'"));
  }
}
