package com.leadignite.leads.lead;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Organizations and people with ids that can be read in a failing test. */
final class TestingPeople {

  static final TenantId ACME = new TenantId(id(0xA, 0));
  static final TenantId OTHER = new TenantId(id(0xB, 0));
  static final UUID NORTH = id(0xE, 1);
  static final UUID SOUTH = id(0xE, 2);

  private TestingPeople() {}

  static UserId user(int number) {
    return new UserId(id(0xC, number));
  }

  static Caller.Person person(TenantId tenant, int number, Role role) {
    return new Caller.Person(
        user(number),
        tenant,
        role,
        Set.of("leads:read", "leads:write"),
        new SessionId(id(0xD, number)),
        "token-" + number,
        AssuranceLevel.AAL1,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        false);
  }

  private static UUID id(int kind, int number) {
    return new UUID(0x0190_0000_0000_7000L | kind, 0x8000_0000_0000_0000L | number);
  }
}
