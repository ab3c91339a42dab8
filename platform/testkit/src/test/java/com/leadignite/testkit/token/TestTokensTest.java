package com.leadignite.testkit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;

class TestTokensTest {

  @Test
  void signsWithTheKeyThatTheServiceIsConfiguredWith() throws Exception {
    UUID user = UUID.randomUUID();

    JwtClaims claims =
        consumer()
            .processToClaims(
                TestTokens.person().user(user).role(Role.MANAGER).scopes("leads:read").token());

    assertEquals(user.toString(), claims.getSubject());
    assertEquals("manager", claims.getStringClaimValue("role"));
    assertEquals("leads:read", claims.getStringClaimValue("scope"));
  }

  @Test
  void namesTheCallerThatTheGuardSees() {
    UUID tenant = UUID.randomUUID();

    Caller.Person caller = TestTokens.admin().tenant(tenant).scopes("a b").caller();

    assertEquals(tenant, caller.tenantId().value());
    assertEquals(Role.ADMIN, caller.role());
    assertEquals(AssuranceLevel.AAL2, caller.assuranceLevel());
    assertEquals(2, caller.scopes().size());
    assertFalse(caller.secondFactorPending());
  }

  @Test
  void makesBrokenTokensToo() {
    String token = TestTokens.service("leads-service").without("exp").token();

    assertThrows(InvalidJwtException.class, () -> consumer().processToClaims(token));
  }

  private static JwtConsumer consumer() throws Exception {
    String jwks = TestIssuer.configuration().get("leadignite.token.issuers.\"test\".jwks");
    return new JwtConsumerBuilder()
        .setExpectedType(true, "at+jwt")
        .setExpectedIssuer(TestIssuer.NAME)
        .setExpectedAudience("authenticated")
        .setRequireExpirationTime()
        .setVerificationKey(new JsonWebKeySet(jwks).getJsonWebKeys().getFirst().getKey())
        .build();
  }
}
