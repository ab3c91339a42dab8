package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AdminApi.delete;
import static com.leadignite.auth.testing.AdminApi.list;
import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AdminApi.read;
import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.request;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.auth.testing.AuthApi.tryRefresh;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting accounts, altogether or all but their ids. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class DeleteUserTest {

  @ParameterizedTest
  @Tag("B25")
  @ValueSource(booleans = {true, false})
  void endsTheSessionsAndFreesTheAddress(boolean soft) {
    String email = newEmail();
    Session person = signUp(email);

    delete(person.userId(), soft).then().statusCode(200).body("$", anEmptyMap());

    as(person)
        .get("/auth/v1/user")
        .then()
        .statusCode(403)
        .body("code", equalTo("session_not_found"));
    // Other services do not ask whether there is still a session.
    assertEquals(
        1,
        Stored.count(
            "auth.revocations where session_id is null and user_id = '" + person.userId() + "'"));
    tryRefresh(person.refreshToken()).then().statusCode(400);
    trySignIn(email, PASSWORD).then().statusCode(400).body("code", equalTo("invalid_credentials"));
    read(person.userId()).then().statusCode(404);
    list("").then().body("users", hasSize(0)).header("X-Total-Count", equalTo("0"));
    assertNotEquals(person.userId(), signUp(email).userId());
    assertEquals(1, Stored.events("auth.user.deleted"));
    assertEquals(1, Stored.events("organization.member.removed"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesNothingThatSaysWhoThePersonWas(boolean soft) {
    String email = newEmail();
    Session person = signUp(email, Map.of("name", "Ada Lovelace"));
    App.enroll(person, "Lovelace's phone");

    delete(person.userId(), soft).then().statusCode(200);

    for (String table :
        List.of(
            "users",
            "identities",
            "passwords",
            "factors",
            "sessions",
            "refresh_tokens",
            "memberships",
            "invitations",
            "organizations")) {
      String rows = Stored.dump("auth." + table);
      String local = email.substring(0, email.indexOf('@'));
      assertFalse(rows.contains(local) || rows.contains("Lovelace"), () -> table + ": " + rows);
    }
    assertEquals(soft ? 1 : 0, Stored.count("auth.users"));
  }

  @Test
  void deletesWhatASoftDeletionLeft() {
    Session person = signUp(newEmail());
    delete(person.userId(), true).then().statusCode(200);

    delete(person.userId(), true).then().statusCode(404);
    delete(person.userId(), false).then().statusCode(200);

    assertEquals(0, Stored.count("auth.users"));
    delete(person.userId(), false).then().statusCode(404).body("code", equalTo("user_not_found"));
  }

  @Test
  void deletesWithoutABody() {
    Session person = signUp(newEmail());

    HttpRequest request =
        request("/auth/v1/admin/users/" + person.userId())
            .header("Authorization", platformAdmin().bearer())
            .DELETE()
            .build();

    assertEquals(200, AuthApi.from("127.0.0.1", request).statusCode());

    assertEquals(0, Stored.count("auth.users"));
  }

  @Test
  void keepsTheLastAdminOfOthers() {
    String guest = newEmail();
    Session host = signUp(newEmail());
    String token = Members.invite(host, guest, "agent").getString("token");
    Session member = signUp(guest, Map.of("invitation_token", token));

    delete(host.userId(), false).then().statusCode(409).body("code", equalTo("conflict"));
    as(host).get("/auth/v1/user").then().statusCode(200);
    delete(member.userId(), true).then().statusCode(200);
    delete(host.userId(), false).then().statusCode(200);
  }

  @Test
  @Tag("B41")
  void withdrawsTheInvitationsOfTheDeleted() {
    String guest = newEmail();
    Session host = signUp(newEmail());
    String token = Members.invite(host, guest, "admin").getString("token");
    delete(host.userId(), true).then().statusCode(200);

    Members.accept(signUp(guest), token).then().statusCode(404);
  }

  @Test
  void findsNobodyToDelete() {
    delete(UUID.randomUUID().toString(), false).then().statusCode(404);
    delete("nobody", false).then().statusCode(404);
  }
}
