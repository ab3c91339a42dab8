package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.testing.TestIssuer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a token's claims make of its bearer, by the issuer that gave it. */
class CallerFromClaimsTest {

  private static final TokenConfig.Issuer OURS = new TestingIssuer("at+jwt");
  private static final TokenConfig.Issuer FOREIGN = new TestingIssuer("JWT");

  private final Map<String, Object> person = new HashMap<>(TestIssuer.person());
  private final Map<String, Object> service =
      new HashMap<>(Map.of("sub", "leads-service", "role", "service", "jti", "1"));

  @Test
  void believesOurIssuerAboutServicesAndPlatformAdmins() {
    person.put("role", "platform_admin");

    assertEquals("platform_admin", ((Caller.Person) caller(person, OURS)).role().wireName());
    assertEquals("leads-service", ((Caller.Service) caller(service, OURS)).name());
  }

  @Test
  void believesAForeignIssuerAboutNoServiceAndNoPlatformAdmin() {
    person.put("role", "platform_admin");

    assertThrows(InvalidToken.class, () -> caller(person, FOREIGN));
    assertThrows(InvalidToken.class, () -> caller(service, FOREIGN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"session_id", "tenant_id"})
  void takesNoPersonsTokenForAServices(String claim) {
    service.put(claim, person.get(claim));

    assertThrows(InvalidToken.class, () -> caller(service, OURS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a}:b", "a*", "é"})
  void takesNoTokenIdThatIsMoreThanAName(String id) {
    person.put("jti", id);
    service.put("jti", id);

    assertThrows(InvalidToken.class, () -> caller(person, OURS));
    assertThrows(InvalidToken.class, () -> caller(service, OURS));
  }

  @Test
  @Tag("B35")
  void knowsWhoIsAnonymousWhoeverIssuedTheToken() {
    person.put("is_anonymous", true);

    assertTrue(((Caller.Person) caller(person, OURS)).anonymous());
    assertTrue(((Caller.Person) caller(person, FOREIGN)).anonymous());
  }

  @Test
  @Tag("B21")
  void takesNoTokenOfOursThatDoesNotSayWhetherAFactorIsPending() {
    person.remove("second_factor_pending");

    assertThrows(InvalidToken.class, () -> caller(person, OURS));
    assertFalse(((Caller.Person) caller(person, FOREIGN)).secondFactorPending());
  }

  @Test
  @Tag("B41")
  void knowsSinceWhenThePersonIsAMemberIfTheTokenSaysIt() {
    assertNull(((Caller.Person) caller(person, OURS)).memberSince());

    person.put("member_since_ms", 1_000L);
    assertEquals(Instant.ofEpochSecond(1), ((Caller.Person) caller(person, OURS)).memberSince());

    person.put("member_since_ms", "1000");
    assertThrows(InvalidToken.class, () -> caller(person, OURS));
  }

  private static Caller caller(Map<String, Object> claims, TokenConfig.Issuer issuer) {
    return CallerFromClaims.of(new Claims(claims), issuer, Instant.EPOCH);
  }
}
