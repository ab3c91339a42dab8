package com.leadignite.guard.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.limit.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AccessPolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ALLOWED = "allowed";

  private final AccessPolicy policy =
      new AccessPolicy(Duration.ofMinutes(5), Assurance.TWO_FACTORS, Duration.ofHours(1));

  @ParameterizedTest
  @EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "SERVICE")
  void letsInTheRolesThatAreDeclared(Role role) {
    String expected = role == Role.MANAGER || role == Role.ADMIN ? ALLOWED : "forbidden";

    assertEquals(expected, decide(signedIn(Set.of(Role.MANAGER, Role.ADMIN)), person(role)));
    assertEquals(ALLOWED, decide(signedIn(Set.of()), person(role)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', insufficient-scope",
    "a:read, insufficient-scope",
    "b:read, insufficient-scope",
    "a:read b:read, allowed",
    "a:read b:read c:read, allowed"
  })
  void asksForAllScopes(String scopes, String expected) {
    AccessRule rule =
        rule(
            Audience.SIGNED_IN, Set.of(), Set.of("a:read", "b:read"), Assurance.ALL_FACTORS, false);
    Set<String> held = scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ", -1));

    assertEquals(expected, decide(rule, person(Role.USER, held, AssuranceLevel.AAL1, false, 0)));
  }

  @Test
  void keepsPeopleAndServicesApart() {
    AccessRule services =
        rule(Audience.SERVICE, Set.of(), Set.of("a:read"), Assurance.ALL_FACTORS, false);

    assertEquals(ALLOWED, decide(services, service("a:read")));
    assertEquals("insufficient-scope", decide(services, service("b:read")));
    assertEquals("forbidden", decide(services, person(Role.PLATFORM_ADMIN)));
    assertEquals("forbidden", decide(signedIn(Set.of()), service("a:read")));
    assertEquals("forbidden", decide(admins(), service("a:read")));
  }

  @ParameterizedTest
  @Tag("B21")
  @CsvSource({
    "FIRST_FACTOR, AAL1, false, allowed",
    "FIRST_FACTOR, AAL1, true, allowed",
    "ALL_FACTORS, AAL1, false, allowed",
    "ALL_FACTORS, AAL1, true, second-factor-needed",
    "ALL_FACTORS, AAL2, false, allowed",
    "TWO_FACTORS, AAL1, false, second-factor-needed",
    "TWO_FACTORS, AAL1, true, second-factor-needed",
    "TWO_FACTORS, AAL2, false, allowed"
  })
  void asksForFactors(Assurance asked, AssuranceLevel shown, boolean pending, String expected) {
    AccessRule rule = rule(Audience.SIGNED_IN, Set.of(), Set.of(), asked, false);

    assertEquals(expected, decide(rule, person(Role.USER, Set.of(), shown, pending, 0)));
  }

  @ParameterizedTest
  @CsvSource({"0, allowed", "300, allowed", "301, fresh-sign-in-needed"})
  void asksForAFreshSignIn(int secondsAgo, String expected) {
    AccessRule rule = rule(Audience.SIGNED_IN, Set.of(), Set.of(), Assurance.ALL_FACTORS, true);

    assertEquals(
        expected,
        decide(rule, person(Role.USER, Set.of(), AssuranceLevel.AAL1, false, secondsAgo)));
  }

  @ParameterizedTest
  @CsvSource({
    "AAL2, 0, allowed",
    "AAL2, 3600, allowed",
    "AAL2, 3601, fresh-sign-in-needed",
    "AAL1, 0, second-factor-needed"
  })
  void asksMoreOfAdmins(AssuranceLevel shown, int secondsAgo, String expected) {
    assertEquals(
        expected, decide(admins(), person(Role.ADMIN, Set.of(), shown, false, secondsAgo)));
  }

  /** The scopes are asked for all the same; a role, factors and a sign-in no service can show. */
  @Test
  @Tag("B7")
  void letsServicesInIfTheEndpointSaysSo() {
    AccessRule both = admins(true, Set.of("users:admin"));

    assertEquals(ALLOWED, decide(both, service("users:admin")));
    assertEquals("insufficient-scope", decide(both, service("audit:write")));
    assertEquals("forbidden", decide(admins(false, Set.of("users:admin")), service("users:admin")));
    assertEquals("insufficient-scope", decide(both, person(Role.ADMIN)));
    assertEquals("forbidden", decide(both, person(Role.USER)));
  }

  @Test
  @Tag("B35")
  void refusesAnonymousPeopleUnlessTheEndpointSaysOtherwise() {
    Caller anonymous = person(Role.USER, true);

    assertEquals("forbidden", decide(signedIn(Set.of()), anonymous));
    assertEquals(ALLOWED, decide(anonymousToo(false), anonymous));
    assertEquals(ALLOWED, decide(anonymousToo(false), person(Role.USER)));
  }

  @Test
  @Tag("B33")
  void letsAnApiKeyDoNoMoreThanItsScopesAndItsOwnersRole() {
    AccessRule open = admins(false, Set.of("audit:read"));

    assertEquals(ALLOWED, decide(open, byKey(Role.ADMIN, "audit:read")));
    assertEquals("insufficient-scope", decide(open, byKey(Role.ADMIN, "leads:read")));
    assertEquals("forbidden", decide(open, byKey(Role.MANAGER, "audit:read")));
  }

  @Test
  @Tag("B33")
  void closesWhatIsNotForApiKeys() {
    assertEquals("forbidden", decide(signedIn(Set.of()), byKey(Role.ADMIN, "leads:read")));
    assertEquals("forbidden", decide(admins(), byKey(Role.ADMIN, "leads:read")));
  }

  private static Caller byKey(Role role, String scope) {
    UUID key = new UUID(4, 4);
    return new Caller.Person(
        new UserId(new UUID(1, 1)),
        new TenantId(new UUID(2, 2)),
        role,
        Set.of(scope),
        new SessionId(key),
        "token",
        AssuranceLevel.AAL1,
        false,
        NOW,
        Instant.EPOCH,
        null,
        null,
        false,
        key,
        null);
  }

  /** Nothing that they showed could be shown again. */
  @Test
  void asksAnonymousUsersForNoFreshSignIn() {
    assertEquals(ALLOWED, decide(anonymousToo(true), person(Role.USER, true, 3600)));
    assertEquals(
        "fresh-sign-in-needed", decide(anonymousToo(true), person(Role.USER, false, 3600)));
  }

  private String decide(AccessRule rule, Caller caller) {
    return switch (policy.decide(rule, caller, NOW)) {
      case Decision.Allowed allowed -> ALLOWED;
      case Decision.Denied denied -> denied.problem().slug();
    };
  }

  private static AccessRule signedIn(Set<Role> roles) {
    return rule(Audience.SIGNED_IN, roles, Set.of(), Assurance.ALL_FACTORS, false);
  }

  private static AccessRule admins() {
    return rule(Audience.ADMIN, Set.of(Role.ADMIN), Set.of(), Assurance.ALL_FACTORS, false);
  }

  private static AccessRule admins(boolean services, Set<String> scopes) {
    return new AccessRule(
        "A.b",
        Audience.ADMIN,
        Limit.READ,
        Set.of(Role.ADMIN),
        scopes,
        Assurance.ALL_FACTORS,
        false,
        services,
        false,
        true,
        false);
  }

  private static AccessRule anonymousToo(boolean fresh) {
    return new AccessRule(
        "A.b",
        Audience.SIGNED_IN,
        Limit.READ,
        Set.of(),
        Set.of(),
        Assurance.ALL_FACTORS,
        fresh,
        false,
        true,
        false,
        false);
  }

  private static AccessRule rule(
      Audience audience, Set<Role> roles, Set<String> scopes, Assurance assurance, boolean fresh) {
    return new AccessRule(
        "A.b", audience, Limit.READ, roles, scopes, assurance, fresh, false, false, false, false);
  }

  private static Caller.Person person(Role role) {
    return person(role, Set.of(), AssuranceLevel.AAL1, false, 0);
  }

  private static Caller.Person person(
      Role role, Set<String> scopes, AssuranceLevel shown, boolean pending, int secondsAgo) {
    return new Caller.Person(
        new UserId(new UUID(1, 1)),
        new TenantId(new UUID(2, 2)),
        role,
        scopes,
        new SessionId(new UUID(3, 3)),
        "token",
        shown,
        pending,
        NOW,
        NOW.minusSeconds(secondsAgo),
        null,
        null,
        false);
  }

  private static Caller.Person person(Role role, boolean anonymous) {
    return person(role, anonymous, 0);
  }

  private static Caller.Person person(Role role, boolean anonymous, int secondsAgo) {
    return new Caller.Person(
        new UserId(new UUID(1, 1)),
        new TenantId(new UUID(2, 2)),
        role,
        Set.of(),
        new SessionId(new UUID(3, 3)),
        "token",
        AssuranceLevel.AAL1,
        false,
        NOW,
        NOW.minusSeconds(secondsAgo),
        null,
        null,
        anonymous);
  }

  private static Caller.Service service(String scope) {
    return new Caller.Service("a-service", Set.of(scope), "token", NOW);
  }
}
