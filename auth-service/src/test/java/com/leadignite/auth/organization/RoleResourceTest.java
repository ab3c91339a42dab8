package com.leadignite.auth.organization;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RoleResourceTest {

  /** What is listed of a role is what tokens of that role carry. */
  @Test
  void listsWhatTokensCarry() {
    Session admin = signUp(newEmail());
    Session agent = Members.join(admin, "agent");

    for (Session each : List.of(admin, agent)) {
      List<String> listed =
          as(each)
              .get("/auth/v1/roles")
              .then()
              .statusCode(200)
              .body("items.role", contains("user", "agent", "manager", "admin", "platform_admin"))
              .body("items.assignable", contains(true, true, true, true, false))
              .body("items.description", not(Matchers.hasItem("")))
              .extract()
              .path(
                  "items.find { it.role == '%s' }.permissions.scope".formatted(each.claim("role")));

      assertEquals(each.claim("scope"), String.join(" ", listed));
    }
  }
}
