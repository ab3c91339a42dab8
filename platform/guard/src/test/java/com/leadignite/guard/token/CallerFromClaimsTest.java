package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Whom the claims of a token of our own make of its bearer. */
class CallerFromClaimsTest {

  private final Map<String, Object> person = new HashMap<>(TestIssuer.person());
  private final Map<String, Object> service =
      new HashMap<>(Map.of("sub", "leads-service", "role", "service", "jti", "1"));

  @Test
  void believesOurIssuerAboutServicesAndPlatformAdmins() {
    person.put("role", "platform_admin");

    assertEquals("platform_admin", ((Caller.Person) caller(person)).role().wireName());
    assertEquals("leads-service", ((Caller.Service) caller(service)).name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"session_id", "tenant_id"})
  void takesNoPersonsTokenForAServices(String claim) {
    service.put(claim, person.get(claim));

    assertThrows(InvalidToken.class, () -> caller(service));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a}:b", "a*", "é"})
  void takesNoTokenIdThatIsMoreThanAName(String id) {
    person.put("jti", id);
    service.put("jti", id);

    assertThrows(InvalidToken.class, () -> caller(person));
    assertThrows(InvalidToken.class, () -> caller(service));
  }

  @Test
  @Tag("B35")
  void knowsWhoIsAnonymous() {
    person.put("is_anonymous", true);

    assertTrue(((Caller.Person) caller(person)).anonymous());
  }

  @Test
  @Tag("B21")
  void takesNoTokenOfOursThatDoesNotSayWhetherAFactorIsPending() {
    person.remove("second_factor_pending");

    assertThrows(InvalidToken.class, () -> caller(person));
  }

  @Test
  @Tag("B41")
  void knowsSinceWhenThePersonIsAMemberIfTheTokenSaysIt() {
    assertNull(((Caller.Person) caller(person)).memberSince());

    person.put("member_since_ms", 1_000L);
    assertEquals(Instant.ofEpochSecond(1), ((Caller.Person) caller(person)).memberSince());

    person.put("member_since_ms", "1000");
    assertThrows(InvalidToken.class, () -> caller(person));
  }

  private static Caller caller(Map<String, Object> claims) {
    return CallerFromClaims.of(new Claims(claims), Instant.EPOCH);
  }
}
