package com.leadignite.auth.testing;

import static io.restassured.RestAssured.given;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** The administration of accounts as its clients see it. */
public final class AdminApi {

  private static final String USERS = "/auth/v1/admin/users";

  private AdminApi() {}

  /** A platform administrator who showed two factors just now. */
  public static TestTokens platformAdmin() {
    return TestTokens.person()
        .role(Role.PLATFORM_ADMIN)
        .scopes("platform:admin users:admin")
        .assurance(AssuranceLevel.AAL2);
  }

  /** A service that may administer accounts. */
  public static TestTokens backOffice() {
    return TestTokens.service("back-office", "users:admin");
  }

  /** A request with that token. */
  public static RequestSpecification as(TestTokens token) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Supabase-Api-Version", "2024-01-01")
        .header("Authorization", token.bearer());
  }

  /** Makes an account. */
  public static Response createUser(Map<String, ?> user) {
    return as(platformAdmin()).body(user).post(USERS);
  }

  /** A page of accounts; the query begins with a question mark. */
  public static Response list(String query) {
    return as(platformAdmin()).get(USERS + query);
  }

  /** Reads an account. */
  public static Response read(String id) {
    return as(platformAdmin()).get(USERS + "/" + id);
  }

  /** Changes an account. */
  public static Response change(String id, Map<String, ?> change) {
    return as(platformAdmin()).body(change).put(USERS + "/" + id);
  }

  /** Suspends an organization. */
  public static Response suspend(Object tenant) {
    return as(platformAdmin())
        .body(Map.of("reason", "does not pay"))
        .put("/auth/v1/admin/organizations/" + tenant + "/suspension");
  }

  /** Lifts the suspension of an organization. */
  public static Response lift(Object tenant) {
    return as(platformAdmin()).delete("/auth/v1/admin/organizations/" + tenant + "/suspension");
  }

  /** Changes the role of a member of any organization. */
  public static Response changeMember(Object tenant, String user, String role) {
    return as(platformAdmin())
        .body(Map.of("role", role))
        .patch("/auth/v1/admin/organizations/" + tenant + "/members/" + user);
  }

  /** Deletes an account. */
  public static Response delete(String id, boolean soft) {
    return as(platformAdmin()).body(Map.of("should_soft_delete", soft)).delete(USERS + "/" + id);
  }
}
