package com.leadignite.auth.apikey;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.apikey.ApiKeysApi.Made;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** "A leaked API key" of {@code docs/operations.md}. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class LeakedKeyRunbookTest {

  private static final Pattern STATEMENT =
      Pattern.compile("`(select tenant_id[^`]*sha256[^`]*)`", Pattern.DOTALL);

  /** The statement of step 1 with the text that was reported, but for its first column. */
  private static String find(String leaked) throws IOException {
    Matcher statement = STATEMENT.matcher(Files.readString(Path.of("../docs/operations.md")));
    assertTrue(statement.find());
    return Stored.text(
        "select string_agg(id::text, ' ') from ("
            + statement.group(1).replace("li_live_…", leaked)
            + ") as found");
  }

  @Test
  void findsTheKeyAndRevokesIt() throws IOException {
    Session owner = signUp(newEmail());
    Made leaked = ApiKeysApi.makeKey(owner, "leads:read");
    ApiKeysApi.makeKey(owner, "leads:read");

    assertEquals(leaked.id(), find(leaked.secret()));

    ApiKeysApi.revoke(owner, leaked).then().statusCode(204);
    given()
        .header("x-api-key", leaked.secret())
        .get("/auth/v1/organization")
        .then()
        .statusCode(401);
  }
}
