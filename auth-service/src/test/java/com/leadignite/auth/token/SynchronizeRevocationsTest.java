package com.leadignite.auth.token;

import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class SynchronizeRevocationsTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Inject SynchronizeRevocations republish;

  @Test
  @Tag("B25")
  void publishesEverythingWhenRedisRestartsEmpty() {
    Session session = signUp(newEmail());
    as(session).post("/auth/v1/logout").then().statusCode(204);
    PlatformServers.redis("FLUSHALL");

    republish.run().await().atMost(TIMEOUT);

    as(session).get("/auth/v1/user").then().statusCode(403);
  }

  @Test
  @Tag("B25")
  void publishesWhatRedisMissed() {
    Session session = signUp(newEmail());
    republish.run().await().atMost(TIMEOUT);
    PlatformServers.sql(
        """
        insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)
        values ('%s', '%s', now(), now() + interval '30 minutes')
        """
            .formatted(session.claim("tenant_id"), session.userId()));

    republish.run().await().atMost(TIMEOUT);

    as(session).get("/auth/v1/user").then().statusCode(403);
    assertEquals(0, Stored.count("auth.revocations where published_at is null"));
  }

  @Test
  @Tag("B25")
  void continuesUntilRedisHasAllThatItMissed() {
    republish.run().await().atMost(TIMEOUT);
    PlatformServers.sql(
        """
        insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)
        select gen_random_uuid(), gen_random_uuid(), now(), now() + interval '30 minutes'
        from generate_series(1, %d)
        """
            .formatted(3 * RevocationStore.BATCH));

    republish.run().await().atMost(Duration.ofMinutes(1));

    assertEquals(0, Stored.count("auth.revocations where published_at is null"));
  }
}
