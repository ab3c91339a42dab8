package com.leadignite.leads.lead;

import static io.restassured.RestAssured.given;

import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.peer.TestingAuth;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An organization of its own, and requests of its people. */
final class Org {

  static final String LEADS = "/leads/v1/leads";
  static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String SCOPES = "leads:read leads:write calls:read calls:write";

  final UUID tenant = UUID.randomUUID();

  /** Somebody of the organization. */
  Member member(Role role) {
    return join(UUID.randomUUID(), role);
  }

  /** Somebody who joins, who may have been a member before. */
  Member join(UUID user, Role role) {
    return new Member(tenant, user, role, TestingAuth.join(tenant, user, role));
  }

  /** A person, as a request knows them. */
  record Member(UUID tenant, UUID user, Role role, Instant since, String bearer) {

    Member(UUID tenant, UUID user, Role role, Instant since) {
      this(tenant, user, role, since, bearer(tenant, user, role, since, SCOPES));
    }

    private static String bearer(UUID tenant, UUID user, Role role, Instant since, String scopes) {
      TestTokens token = role == Role.ADMIN ? TestTokens.admin() : TestTokens.person().role(role);
      return token.tenant(tenant).user(user).memberSince(since).scopes(scopes).bearer();
    }

    /** The same person with fewer scopes. */
    Member narrowedTo(String scopes) {
      return new Member(tenant, user, role, since, bearer(tenant, user, role, since, scopes));
    }

    RequestSpecification request() {
      return given().header("Authorization", bearer).urlEncodingEnabled(false);
    }

    Response create(String body) {
      return request()
          .contentType("application/json")
          .body(body.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .post(LEADS);
    }

    /** Creates a lead that must be taken; its id. */
    String lead(String body) {
      return create(body).then().statusCode(201).extract().path("id");
    }

    /** Creates a team; its id. */
    String team(String name) {
      return createTeam(name).then().statusCode(201).extract().path("id");
    }

    Response createTeam(String name) {
      return request()
          .contentType("application/json")
          .body(Map.of("name", name))
          .post("/leads/v1/teams");
    }

    Response read(String id) {
      return request().get(LEADS + "/" + id);
    }

    Response list(String query) {
      return request().get(LEADS + query);
    }

    Response change(String id, String ifMatch, String body) {
      return request()
          .header("If-Match", ifMatch)
          .contentType(MERGE_PATCH)
          .body(body.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .patch(LEADS + "/" + id);
    }

    Response delete(String id, String ifMatch) {
      return request().header("If-Match", ifMatch).delete(LEADS + "/" + id);
    }

    Response restore(String id) {
      return request().post(LEADS + "/" + id + "/restore");
    }

    Response transfer(String id, String ifMatch, UUID owner) {
      return request()
          .header("If-Match", ifMatch)
          .contentType("application/json")
          .body("{\"owner_id\": \"" + owner + "\"}")
          .post(LEADS + "/" + id + "/transfer");
    }
  }
}
