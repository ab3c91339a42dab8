package com.leadignite.audit.event;

import static com.leadignite.audit.event.EventPolicy.Decision.ALLOWED;
import static com.leadignite.audit.event.EventPolicy.Decision.DENIED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EventPolicyTest {

  private static final UUID OWN = Samples.id();
  private static final UUID OTHER = Samples.id();

  private static Caller.Person person(Role role) {
    return new Caller.Person(
        new UserId(Samples.id()),
        new TenantId(OWN),
        role,
        Set.of("audit:read"),
        new SessionId(Samples.id()),
        "token",
        AssuranceLevel.AAL2,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        false);
  }

  @Test
  void letsAnAdminReadTheirOrganizationOnly() {
    assertEquals(ALLOWED, EventPolicy.decideRead(person(Role.ADMIN), OWN));
    assertEquals(DENIED, EventPolicy.decideRead(person(Role.ADMIN), OTHER));
    assertEquals(DENIED, EventPolicy.decideRead(person(Role.ADMIN), null));
    assertEquals(OWN, EventPolicy.ownScope(person(Role.ADMIN)));
  }

  @Test
  void letsAPlatformAdminReadAll() {
    assertEquals(ALLOWED, EventPolicy.decideRead(person(Role.PLATFORM_ADMIN), OWN));
    assertEquals(ALLOWED, EventPolicy.decideRead(person(Role.PLATFORM_ADMIN), OTHER));
    assertEquals(ALLOWED, EventPolicy.decideRead(person(Role.PLATFORM_ADMIN), null));
    assertNull(EventPolicy.ownScope(person(Role.PLATFORM_ADMIN)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"USER", "AGENT", "MANAGER"})
  void letsNoOtherPersonRead(Role role) {
    assertEquals(DENIED, EventPolicy.decideRead(person(role), OWN));
  }

  @Test
  void letsNoServiceRead() {
    var service = new Caller.Service("leads-service", Set.of("audit:read"), "t", Instant.EPOCH);

    assertEquals(DENIED, EventPolicy.decideRead(service, OWN));
    assertEquals(DENIED, EventPolicy.decideRead(service, null));
  }
}
