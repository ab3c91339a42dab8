package com.leadignite.auth.testing;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;

import com.leadignite.auth.testing.AuthApi.Session;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;

/** Inviting, joining and going, as a client does it. */
public final class Members {

  private Members() {}

  /** Asks for an invitation. */
  public static Response tryInvite(Session admin, String email, String role) {
    return as(admin)
        .body(Map.of("email", email, "role", role))
        .post("/auth/v1/organization/invitations");
  }

  /** Invites somebody; answers the invitation, with its token. */
  public static JsonPath invite(Session admin, String email, String role) {
    return tryInvite(admin, email, role).then().statusCode(201).extract().jsonPath();
  }

  /** Somebody new, who joined at sign-up. */
  public static Session join(Session admin, String role) {
    String email = newEmail();
    return signUp(email, Map.of("invitation_token", invite(admin, email, role).getString("token")));
  }

  /** The status of a sign-up with an invitation. */
  public static int signUpInvited(String email, String token) {
    return json(Map.of(
            "email", email, "password", PASSWORD, "data", Map.of("invitation_token", token)))
        .post("/auth/v1/signup")
        .statusCode();
  }

  /** Takes an invitation. */
  public static Response accept(Session person, String token) {
    return as(person).body(Map.of("token", token)).post("/auth/v1/invitations/accept");
  }

  /** Gives a member another role. */
  public static Response changeRole(Session admin, Session member, String role) {
    return as(admin)
        .body(Map.of("role", role))
        .patch("/auth/v1/organization/members/" + member.userId());
  }

  /** Removes a member. */
  public static Response remove(Session admin, Session member) {
    return as(admin).delete("/auth/v1/organization/members/" + member.userId());
  }

  /** Leaves an organization. */
  public static Response leave(Session member, Object tenant) {
    return as(member).post("/auth/v1/organizations/" + tenant + "/leave");
  }

  /** The role that the newest event of an action tells. */
  public static String recordedRole(String action) {
    return Stored.text(
        "select event::jsonb -> 'metadata' ->> 'role' from auth.outbox where event::jsonb ->> 'action' = '"
            + action
            + "' order by id desc limit 1");
  }
}
