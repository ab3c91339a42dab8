package com.leadignite.auth.session;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody with very many sessions is in nobody's way. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class ManySessionsTest {

  private static final int MANY = 14_400;
  private static final Pattern SCRIPTS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");

  @Test
  @Tag("B25")
  void endsThemAFewHundredAtATime() {
    Session own = signUp(newEmail());
    PlatformServers.sql(
        """
        insert into auth.sessions (
          user_id, created_at, authenticated_at, method, not_after, refreshed_at
        )
        select '%s', now(), now(), 'password', now() + interval '1 day', now()
        from generate_series(1, %d)
        """
            .formatted(own.userId(), MANY));
    long before = scripts();

    as(own).post("/auth/v1/logout?scope=others").then().statusCode(204);

    // A few others run by the clock.
    long taken = scripts() - before;
    assertTrue(taken < MANY / 100, () -> taken + " scripts");
    assertEquals(
        MANY, ((List<?>) PlatformServers.redis("KEYS", "rev:{" + own.userId() + "}:s:*")).size());
    assertEquals(0, Stored.count("auth.revocations where published_at is null"));
    as(own).get("/auth/v1/user").then().statusCode(200);
  }

  private static long scripts() {
    Matcher calls = SCRIPTS.matcher(String.valueOf(PlatformServers.redis("INFO", "commandstats")));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }
}
