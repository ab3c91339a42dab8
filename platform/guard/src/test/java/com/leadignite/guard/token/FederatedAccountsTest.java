package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom tokens of other issuers are taken for. */
class FederatedAccountsTest {

  private static final ClientAddress FROM = ClientAddress.parse("192.0.2.1").orElseThrow();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final TestingIssuer ISSUER = TestingIssuer.federated();

  private final MutableClock clock = new MutableClock(NOW);
  private final TestingAccounts source = new TestingAccounts();
  private int permits = 3;
  private final FederatedAccounts accounts =
      new FederatedAccounts(source, new TestingConfig(), network -> take(), clock);
  private final AccountGrant account = TestingAccounts.account(Role.AGENT, NOW.minusSeconds(1));

  private Future<Permit> take() {
    boolean allowed = permits-- > 0;
    return Future.succeededFuture(
        new Permit(Limit.ACCOUNT_LOOK_UP, 3, 300, allowed, 0, Duration.ofSeconds(5)));
  }

  private record TestingConfig() implements AccountConfig {

    @Override
    public Optional<String> url() {
      return Optional.empty();
    }

    @Override
    public Duration cached() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration cachedWhileUnavailable() {
      return Duration.ofMinutes(5);
    }

    @Override
    public int remembered() {
      return 100;
    }
  }

  /** The privileges that the token claims are not there to be read. */
  @Test
  @Tag("B29")
  void takesOrganizationRoleAndScopesFromTheAccount() {
    source.link("acme", "s-1", account);
    Map<String, Object> claims = claims("s-1");
    claims.put("role", "platform_admin");
    claims.put("tenant_id", "00000000-0000-7000-8000-000000000000");
    claims.put("scope", "platform:admin users:admin");

    Caller.Person caller = caller(subject(claims, ISSUER));

    assertEquals(account.userId(), caller.userId());
    assertEquals(account.tenantId(), caller.tenantId());
    assertEquals(Role.AGENT, caller.role());
    assertEquals(account.scopes(), caller.scopes());
  }

  /** A provider may have had another issuer before, with other people under the same names. */
  @Test
  @Tag("B29")
  void asksForIdentitiesOfTheIssuerThatSignedTheToken() {
    source.link("acme", "s-1", account);

    caller(subject(claims("s-1"), ISSUER));

    assertEquals(Set.of(ISSUER.issuer()), source.askedIssuers());
  }

  @Test
  @Tag("B33")
  void givesNoMoreScopesThanTheDeploymentLetsTheIssuerHave() {
    source.link("acme", "s-1", account);

    Set<String> scopes =
        caller(subject(claims("s-1"), ISSUER.withAtMost("leads:read", "platform:admin"))).scopes();

    assertEquals(Set.of("leads:read"), scopes);
  }

  @Test
  @Tag("B21")
  void countsTwoFactorsOnlyIfTheDeploymentNamesTheIssuersWordForThem() {
    source.link(
        "acme", "s-1", TestingAccounts.changed(account, Role.AGENT, true, NOW.minusSeconds(1)));
    Map<String, Object> claims = claims("s-1");
    claims.put("aal", "aal2");
    claims.put("acr", "silver");
    claims.put("second_factor_pending", false);

    Caller.Person one = caller(subject(claims, ISSUER));
    claims.put("acr", "gold");
    Caller.Person two = caller(subject(claims, ISSUER));

    assertEquals(AssuranceLevel.AAL1, one.assuranceLevel());
    assertTrue(one.secondFactorPending());
    assertEquals(AssuranceLevel.AAL2, two.assuranceLevel());
    assertFalse(two.secondFactorPending());
  }

  @Test
  void knowsWhenThePersonSignedInIfTheTokenSaysIt() {
    source.link("acme", "s-1", account);
    Map<String, Object> claims = claims("s-1");

    assertEquals(Instant.EPOCH, caller(subject(claims, ISSUER)).authenticatedAt());
    claims.put("auth_time", NOW.getEpochSecond());
    assertEquals(NOW, caller(subject(claims, ISSUER)).authenticatedAt());
  }

  @Test
  @Tag("B29")
  void takesNoTokenForNobody() {
    Map<String, Object> claims = claims("s-1");

    for (String nobody : new String[] {"", " ", "x".repeat(256)}) {
      claims.put("sub", nobody);
      assertThrows(InvalidToken.class, () -> subject(claims, ISSUER));
    }
    claims.remove("sub");
    assertThrows(InvalidToken.class, () -> subject(claims, ISSUER));
  }

  @Test
  @Tag("B29")
  void takesAccessTokensForTheirBearerAlone() {
    for (String mark : new String[] {"at_hash", "c_hash", "events", "cnf"}) {
      Map<String, Object> claims = claims("s-1");
      claims.put(mark, "x");
      assertThrows(InvalidToken.class, () -> subject(claims, ISSUER));
    }
    for (String kind : new String[] {"ID", "Refresh", "Offline", "Logout"}) {
      Map<String, Object> keycloak = claims("s-1");
      keycloak.put("typ", kind);
      assertThrows(InvalidToken.class, () -> subject(keycloak, ISSUER));
    }
    Map<String, Object> keycloak = claims("s-1");
    keycloak.put("typ", "Bearer");
    assertEquals("s-1", subject(keycloak, ISSUER).subject());
  }

  @Test
  @Tag("B29")
  void takesNoSubjectThatBecomesAnotherOnTheWay() {
    for (String odd : new String[] {"a\u0000", "a\ud800", "a\nb", "\u0085"}) {
      assertThrows(InvalidToken.class, () -> subject(claims(odd), ISSUER));
    }
    assertEquals("\ud83d\ude00", subject(claims("\ud83d\ude00"), ISSUER).subject());
  }

  @Test
  void takesNoSignInAfterTheTokenWasIssued() {
    Map<String, Object> claims = claims("s-1");
    claims.put("auth_time", NOW.getEpochSecond() + 11);

    assertThrows(InvalidToken.class, () -> subject(claims, ISSUER));
  }

  /** Whoever was removed may send their token as often as they like. */
  @Test
  @Tag("B40")
  void asksNothingForATokenThatIsItselfRevoked() {
    source.link(
        "acme", "s-1", TestingAccounts.changed(account, Role.AGENT, false, NOW.plusSeconds(5)));
    FederatedSubject subject = subject(claims("s-1"), ISSUER);
    VerifiedToken revoked = accounts.find(subject, FROM).result();

    assertInstanceOf(InvalidToken.class, accounts.renew(subject, revoked).cause());
    assertEquals(1, source.timesAsked("acme", "s-1"));
  }

  @Test
  void keepsSessionsOfSubjectsApart() {
    source.link("acme", "s-1", account);
    source.link("acme", "s-2", account);

    assertEquals(
        caller(subject(claims("s-1"), ISSUER)).sessionId(),
        caller(subject(claims("s-1"), ISSUER)).sessionId());
    assertNotEquals(
        caller(subject(claims("s-1"), ISSUER)).sessionId(),
        caller(subject(claims("s-2"), ISSUER)).sessionId());
  }

  @Test
  void looksAnAccountUpOnceWhileItIsCached() {
    source.link("acme", "s-1", account);
    FederatedSubject subject = subject(claims("s-1"), ISSUER);

    for (int i = 0; i < 5; i++) {
      caller(subject);
    }
    assertEquals(1, source.timesAsked("acme", "s-1"));

    clock.turn(Duration.ofSeconds(30));
    caller(subject);
    assertEquals(2, source.timesAsked("acme", "s-1"));
  }

  @Test
  @Tag("B40")
  void chargesTheAddressForSubjectsThatAreNew() {
    source.link("acme", "s-1", account);
    FederatedSubject known = subject(claims("s-1"), ISSUER);
    caller(known);
    for (String stranger : new String[] {"x-1", "x-1", "x-2", "x-2"}) {
      assertInstanceOf(InvalidToken.class, failure(subject(claims(stranger), ISSUER)));
    }
    assertEquals(1, source.timesAsked("acme", "x-1"));

    Throwable refused = failure(subject(claims("x-3"), ISSUER));

    assertEquals(429, assertInstanceOf(Problem.class, refused).type().status());
    assertEquals(0, source.timesAsked("acme", "x-3"));
    clock.turn(Duration.ofMinutes(1));
    caller(known);
  }

  @Test
  void usesTheLastAnswerForALittleWhileThereIsNoOther() {
    source.link("acme", "s-1", account);
    FederatedSubject subject = subject(claims("s-1"), ISSUER);
    caller(subject);
    source.failWith(new IllegalStateException("down"));

    clock.turn(Duration.ofMinutes(4));
    caller(subject);
    clock.turn(Duration.ofMinutes(1));
    assertEquals(503, assertInstanceOf(Problem.class, failure(subject)).type().status());
    assertEquals(
        503,
        assertInstanceOf(Problem.class, failure(subject(claims("s-9"), ISSUER))).type().status());
  }

  @Test
  @Tag("B41")
  void isAsOldAsTheOlderOfTokenAndAnswer() {
    source.link("acme", "s-1", account);
    FederatedSubject subject = subject(claims("s-1"), ISSUER);
    VerifiedToken outdated = accounts.find(subject, FROM).result();
    assertEquals(Long.toString(account.readAt().toEpochMilli()), outdated.issuedAtMillis());
    source.link(
        "acme", "s-1", TestingAccounts.changed(account, Role.USER, false, NOW.plusSeconds(5)));

    VerifiedToken renewed = accounts.renew(subject, outdated).result();

    assertEquals(Role.USER, ((Caller.Person) renewed.caller()).role());
    assertEquals(Long.toString(NOW.toEpochMilli()), renewed.issuedAtMillis());
    // A second request that found the first answer outdated is given the new one.
    assertEquals(renewed, accounts.renew(subject, outdated).result());
    assertEquals(2, source.timesAsked("acme", "s-1"));
  }

  private static Map<String, Object> claims(String subject) {
    return new HashMap<>(Map.of("sub", subject, "sid", "1"));
  }

  private static FederatedSubject subject(Map<String, Object> claims, TestingIssuer issuer) {
    return FederatedSubject.of("token", new Claims(claims), issuer, NOW, NOW.plusSeconds(900));
  }

  private Caller.Person caller(FederatedSubject subject) {
    return (Caller.Person) accounts.find(subject, FROM).result().caller();
  }

  private Throwable failure(FederatedSubject subject) {
    return accounts.find(subject, FROM).cause();
  }
}
