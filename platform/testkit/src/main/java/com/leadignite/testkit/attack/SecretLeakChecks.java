package com.leadignite.testkit.attack;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Looks for secrets in what an executable answers and in all that it logged so far (B32). For
 * {@code SecretsIT}s: only an executable has a log that is its own.
 */
public abstract class SecretLeakChecks {

  /** A password that must be found nowhere, for a {@link #body} that has one. */
  protected static final String PASSWORD = "correct-horse-94-battery";

  private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.");
  private static final Pattern INSIDES =
      Pattern.compile("Exception|\\bat [a-z]+\\.|\\.java|com\\.leadignite|io\\.vertx|postgres");

  private String token = "";

  /** A caller that may post {@link #body} to {@link #path}. */
  protected abstract TestTokens caller();

  /** A path that takes JSON by POST. */
  protected abstract String path();

  /** A body that is taken, another one each time. */
  protected abstract String body();

  /** The table that it goes into, with its schema. */
  protected abstract String table();

  @BeforeEach
  void signIn() {
    token = caller().token();
  }

  @Test
  @Tag("B32")
  void aFailureIsLoggedWithItsRequestIdAndNeitherLogNorAnswerHoldsItsSecrets() throws IOException {
    PlatformServers.sql(
        """
        create function public.testing_fail() returns trigger language plpgsql as $$
        begin
          raise exception 'no luck with Bearer TOKEN, password=PASSWORD';
        end
        $$;
        create trigger testing_fail before insert on TABLE
          for each row execute function public.testing_fail();
        """
            .replace("TOKEN", token)
            .replace("PASSWORD", PASSWORD)
            .replace("TABLE", table()));
    try {
      Response answer = request().body(body()).post(path());

      assertEquals(500, answer.statusCode(), answer.asString());
      assertShowsNothing(answer);
      String id = answer.jsonPath().getString("request_id");
      String log = log();
      assertTrue(log.contains(id), "the log does not tell of request " + id);
      assertTrue(log.contains("no luck with Bearer [secret], password=[secret]"), "no cause");
      assertHoldsNoSecret(log);
    } finally {
      PlatformServers.sql("drop function public.testing_fail() cascade");
    }
    assertTrue(request().body(body()).post(path()).statusCode() < 300);
  }

  @Test
  @Tag("B32")
  void noRefusalSaysWhatItRefused() throws IOException {
    String item = path() + "/" + token;
    for (Response refused :
        List.of(
            request().body("{\"password\": " + PASSWORD + "}").post(path()),
            request().body("{\"token\": " + token + "}").post(path()),
            request().body("\"" + token + "\"").post(path()),
            request().body("{\"password\": \"" + PASSWORD).post(path()),
            request().contentType("text/plain").body("password=" + PASSWORD).post(path()),
            request().get(item),
            request().delete(item + "?password=" + PASSWORD),
            request().get("/nothing/" + token + "?access_token=" + token),
            given().header("Authorization", "Bearer " + token + "x").get(path()),
            given().header("Authorization", "Basic " + PASSWORD).get(path()),
            given().header("Cookie", "session=" + token).get(path()),
            given().get(path() + "?access_token=" + token))) {
      assertTrue(refused.statusCode() >= 400 && refused.statusCode() < 500, refused.asString());
      assertShowsNothing(refused);
    }
    assertHoldsNoSecret(log());
  }

  private RequestSpecification request() {
    return given().header("Authorization", "Bearer " + token).contentType("application/json");
  }

  private static void assertShowsNothing(Response answer) {
    assertEquals("application/problem+json", answer.contentType());
    String all = answer.headers() + "\n" + answer.asString();
    assertHoldsNoSecret(all);
    assertFalse(INSIDES.matcher(all).find(), all);
  }

  /** Nobody's token, and no password of a caller, of PostgreSQL or of Redis. */
  private static void assertHoldsNoSecret(String text) {
    for (String line : text.split("\n", -1)) {
      assertFalse(TOKEN.matcher(line).find(), line);
      for (String secret :
          List.of(
              PASSWORD,
              PlatformServers.redis().password(),
              PlatformServers.postgres().password(),
              PlatformServers.ROLE_PASSWORD)) {
        assertFalse(line.contains(secret), line);
      }
    }
  }

  private static String log() throws IOException {
    return Files.readString(
        ConfigProvider.getConfig()
            .getOptionalValue("quarkus.log.file.path", Path.class)
            .orElse(Path.of("target", "quarkus.log")));
  }
}
