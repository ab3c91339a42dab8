package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a body is answered at once, by member, and in Supabase's shape as well. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class OrganizationBodiesTest {

  private static final String INVITATIONS = "/auth/v1/organization/invitations";
  private static final String ROLES = "must be one of user, agent, manager, admin";

  private Session admin;

  @BeforeEach
  void admin() {
    admin = signUp(newEmail());
  }

  @Test
  void needsAddressAndRoleOfAnInvitation() {
    as(admin)
        .body("{}")
        .post(INVITATIONS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/validation-failed"))
        .body("code", equalTo("validation_failed"))
        .body("errors", equalTo(List.of(error("email", "is needed"), error("role", "is needed"))));
  }

  @Test
  @Tag("B35")
  void answersAllThatIsWrongWithAnInvitation() {
    as(admin)
        .body("{\"email\":\"nobody\",\"role\":\"platform_admin\",\"tenant_id\":\"x\"}")
        .post(INVITATIONS)
        .then()
        .statusCode(400)
        .body("errors.find { it.field == 'email' }.message", equalTo("must be an e-mail address"))
        .body("errors.find { it.field == 'role' }.message", equalTo(ROLES))
        .body(
            "errors.find { it.field == 'tenant_id' }.message",
            equalTo("is not a member that can be written here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "platform_admin", "ADMIN", "owner", ""})
  @Tag("B35")
  void givesNoRoleOfThePlatform(String role) {
    as(admin)
        .body(Map.of("role", role))
        .patch("/auth/v1/organization/members/" + admin.userId())
        .then()
        .statusCode(400)
        .body("errors", equalTo(List.of(error("role", ROLES))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"token\":5}", "{\"token\":null}", "{\"token\":\"\"}", "{}"})
  void needsATokenToAccept(String body) {
    as(admin)
        .body(body)
        .post("/auth/v1/invitations/accept")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("token"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"text\"", "{\"token\":\"a\",\"token\":\"b\"}", "{"})
  @Tag("B38")
  void readsOneObject(String body) {
    as(admin)
        .body(body)
        .post("/auth/v1/invitations/accept")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/malformed-request"))
        .body("code", equalTo("bad_json"));
  }

  private static Map<String, String> error(String field, String message) {
    return Map.of("field", field, "message", message);
  }
}
