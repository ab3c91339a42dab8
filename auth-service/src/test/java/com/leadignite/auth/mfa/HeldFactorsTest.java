package com.leadignite.auth.mfa;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeldFactorsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final SessionId SESSION = new SessionId(UUID.randomUUID());

  private static StoredFactor factor(String name, boolean verified) {
    return new StoredFactor(
        new Factor(UUID.randomUUID(), Factor.TOTP, name, verified, NOW, NOW),
        SESSION,
        Buffer.buffer("a sealed secret"));
  }

  private static HeldFactors holding(StoredFactor... factors) {
    return new HeldFactors(Authentication.by(AuthenticationMethod.PASSWORD, NOW), List.of(factors));
  }

  @Test
  void findsAFactorByItsId() {
    StoredFactor phone = factor("phone", true);
    StoredFactor tablet = factor("tablet", false);

    assertSame(tablet, holding(phone, tablet).get(tablet.factor().id()));
  }

  @Test
  @Tag("B23")
  void knowsNoFactorThatIsNotAmongThem() {
    HeldFactors held = holding(factor("phone", true));

    Problem refused = assertThrows(Problem.class, () -> held.get(UUID.randomUUID()));

    assertEquals(AuthProblem.FACTOR_NOT_FOUND, refused.type());
  }

  @Test
  void aNameIsTakenByAVerifiedFactorOnly() {
    HeldFactors held = holding(factor("phone", true), factor("tablet", false), factor(null, true));

    Problem refused = assertThrows(Problem.class, () -> held.requireFree("phone"));

    assertEquals(AuthProblem.FACTOR_NAME_CONFLICT, refused.type());
    assertDoesNotThrow(() -> held.requireFree("tablet"));
    assertDoesNotThrow(() -> held.requireFree("Phone"));
  }

  @Test
  void aStoredFactorDoesNotPrintItsSecret() {
    assertFalse(factor("phone", true).toString().contains("secret"));
  }
}
