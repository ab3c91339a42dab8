package com.leadignite.leads.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

final class CallPolicyTest {

  private static final TenantId ACME = new TenantId(UUID.randomUUID());
  private static final UUID OWN = UUID.randomUUID();
  private static final CallDetails DETAILS =
      new CallDetails(
          CallDirection.INBOUND,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
  private static final CallDetails JUDGED =
      new CallDetails(
          CallDirection.INBOUND,
          null,
          CallOutcome.BUSY,
          null,
          null,
          null,
          null,
          null,
          "Busy",
          null,
          null,
          null,
          null);
  private static final CallDetails OTHERWISE =
      new CallDetails(
          CallDirection.OUTBOUND,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
  private static final Provenance VAPI = new Provenance("vapi", "c-1", null, null, null);

  @ParameterizedTest
  @EnumSource(names = {"USER", "AGENT", "MANAGER", "ADMIN"})
  void membersChangeCallsTheySee(Role role) {
    Call call = call(ACME, UUID.randomUUID(), Provenance.NONE);

    assertTrue(CallPolicy.mayChange(person(role), call, call.with(OTHERWISE)));
    assertFalse(
        CallPolicy.mayChange(
            person(role), call(new TenantId(UUID.randomUUID()), OWN, Provenance.NONE), call));
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "AGENT", "MANAGER", "ADMIN"})
  void ofAReportOnlyTheJudgementChanges(Role role) {
    Call call = call(ACME, null, VAPI);

    assertTrue(CallPolicy.mayChange(person(role), call, call.with(JUDGED)));
    assertFalse(CallPolicy.mayChange(person(role), call, call.with(OTHERWISE)));
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "AGENT", "MANAGER", "ADMIN"})
  void adminsDeleteAnyAndOthersTheirOwn(Role role) {
    Caller.Person person = person(role);

    assertTrue(CallPolicy.mayDelete(person, call(ACME, OWN, Provenance.NONE)));
    assertEquals(role == Role.ADMIN, CallPolicy.mayDelete(person, call(ACME, null, VAPI)));
    assertEquals(
        role == Role.ADMIN,
        CallPolicy.mayDelete(person, call(ACME, UUID.randomUUID(), Provenance.NONE)));
    assertFalse(
        CallPolicy.mayDelete(person, call(new TenantId(UUID.randomUUID()), OWN, Provenance.NONE)));
  }

  @Test
  void thePlatformsAdminsAreNoMembers() {
    Call call = call(ACME, OWN, Provenance.NONE);

    assertFalse(CallPolicy.mayChange(person(Role.PLATFORM_ADMIN), call, call.with(JUDGED)));
    assertFalse(CallPolicy.mayDelete(person(Role.PLATFORM_ADMIN), call));
  }

  private static Call call(TenantId tenant, UUID by, Provenance provenance) {
    return new Call(
        UUID.randomUUID(),
        tenant,
        UUID.randomUUID(),
        by,
        DETAILS,
        provenance,
        1,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static Caller.Person person(Role role) {
    return new Caller.Person(
        new UserId(OWN),
        ACME,
        role,
        Set.of(),
        new SessionId(UUID.randomUUID()),
        "t",
        AssuranceLevel.AAL1,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        false);
  }
}
