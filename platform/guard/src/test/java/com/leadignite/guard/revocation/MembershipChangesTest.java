package com.leadignite.guard.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B41")
class MembershipChangesTest {

  private static final Instant READ = Instant.ofEpochMilli(1_800_000_000_000L);

  @Inject MembershipChanges changes;
  @Inject Revocations revocations;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final UUID user = UUID.randomUUID();

  @Test
  void seesWhatWasTakenInTheOrganizationSinceThen() {
    assertEquals(false, changed(READ));

    done(revocations.revokeIssuedUntil(user.toString(), tenant, READ));

    assertEquals(true, changed(READ));
    assertEquals(false, changed(READ.plusMillis(1)));
  }

  @Test
  void seesWhatWasTakenEverywhereSinceThen() {
    done(revocations.revokeAllIssuedUntil(user.toString(), READ));

    assertEquals(true, changed(READ));
    assertEquals(false, changed(READ.plusMillis(1)));
  }

  @Test
  void seesNothingOfOtherOrganizationsAndOtherPeople() {
    done(revocations.revokeIssuedUntil(user.toString(), new TenantId(UUID.randomUUID()), READ));
    done(revocations.revokeAllIssuedUntil(UUID.randomUUID().toString(), READ));

    assertEquals(false, changed(READ));
  }

  private boolean changed(Instant since) {
    return done(changes.since(tenant, user, since));
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofMinutes(1));
  }
}
