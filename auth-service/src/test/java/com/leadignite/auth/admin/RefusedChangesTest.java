package com.leadignite.auth.admin;

import static com.leadignite.auth.testing.AdminApi.as;
import static com.leadignite.auth.testing.AdminApi.platformAdmin;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Members;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of which one part is refused changes nothing and ends no session. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class RefusedChangesTest {

  private static final String USERS = "/auth/v1/admin/users/";
  private static final List<String> TABLES =
      List.of("users", "identities", "passwords", "sessions", "memberships", "one_time_secrets");

  private static List<String> everything() {
    return TABLES.stream().map(table -> Stored.dump("auth." + table)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'email': 'nobody'} | 400 | validation_failed",
        "{'email': 'a@example.com,b@example.com', 'email_confirm': true} | 400 | validation_failed",
        "{'password': ''} | 422 | weak_password",
        "{'password': 'short'} | 422 | weak_password",
        "{'password': 'correct horse battery', 'ban_duration': '1 day'} | 400 | validation_failed",
        "{'ban_duration': '-1h'} | 400 | validation_failed",
        "{'ban_duration': '99999999h'} | 400 | validation_failed",
        "{'role': 'superuser'} | 400 | validation_failed",
        "{'role': 'ADMIN'} | 400 | validation_failed",
        "{'app_metadata': {'role': 'platform_admin'}} | 400 | validation_failed",
        "{'user_metadata': {'a': 1e999}} | 400 | validation_failed",
        "{'user_metadata': {'plan': 'pro'}, 'app_metadata': {'tenant_id': 'x'}} | 400 | validation_failed"
      })
  void changesNothing(String body, int status, String code) {
    Session person = signUp(newEmail());
    List<String> before = everything();

    as(platformAdmin())
        .body(body.replace('\'', '"'))
        .put(USERS + person.userId())
        .then()
        .statusCode(status)
        .body("code", equalTo(code));

    assertEquals(before, everything());
  }

  /** Found out last, by PostgreSQL, when the metadata is changed already. */
  @Test
  void undoesWhatWasChangedBeforeAnAddressTurnedOutTaken() {
    String taken = newEmail();
    signUp(taken);
    Session person = signUp(newEmail());
    List<String> before = everything();

    as(platformAdmin())
        .body(
            """
            {"email": "%s", "email_confirm": true, "user_metadata": {"plan": "pro"},
             "ban_duration": "1h"}
            """
                .formatted(taken))
        .put(USERS + person.userId())
        .then()
        .statusCode(422)
        .body("code", equalTo("email_exists"));

    assertEquals(before, everything());
  }

  @Test
  void leavesAnOrganizationItsLastAdminWhateverElseWasAskedFor() {
    Session admin = signUp(newEmail());
    Members.join(admin, "user");
    List<String> before = everything();

    as(platformAdmin())
        .body("{\"role\": \"user\", \"user_metadata\": {\"plan\": \"pro\"}}")
        .put(USERS + admin.userId())
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));

    assertEquals(before, everything());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-id", "01900000-0000-7000-8000-00000000000"})
  void findsNothingUnderWhatIsNoId(String id) {
    as(platformAdmin()).body("{}").put(USERS + id).then().statusCode(404);
    as(platformAdmin()).get(USERS + id).then().statusCode(404);
  }
}
