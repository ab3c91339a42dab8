package com.leadignite.auth.token;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.refresh;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person's token says. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class AccessTokensTest {

  @Test
  void sayWhoIssuedThemToWhom() {
    Session session = signUp(newEmail());

    assertEquals("https://app.example.com/auth/v1", session.claim("iss"));
    assertEquals("authenticated", session.claim("aud"));
    assertEquals(session.userId(), session.claim("sub"));
  }

  @Test
  void saySupabasesClaims() {
    String email = newEmail();
    Session session = signUp(email, Map.of("first_name", "Ada"));

    assertEquals(email, session.claim("email"));
    assertEquals("", session.claim("phone"));
    assertEquals(false, session.claim("is_anonymous"));
    assertEquals(
        Map.of("provider", "email", "providers", List.of("email")), session.claim("app_metadata"));
    assertEquals("Ada", session.claim("user_metadata.first_name"));
    assertEquals("aal1", session.claim("aal"));
  }

  @Test
  void sayRoleOrganizationAndScopes() {
    Session session = signUp(newEmail());

    assertEquals("admin", session.claim("role"));
    assertEquals(36, String.valueOf(session.claim("tenant_id")).length());
    assertTrue(String.valueOf(session.claim("scope")).contains("organization:write"));
    assertEquals(false, session.claim("second_factor_pending"));
  }

  @Test
  void liveForFifteenMinutes() {
    Session session = signUp(newEmail());

    assertEquals(15 * 60, number(session, "exp") - number(session, "iat"));
    assertEquals(number(session, "iat"), Math.floorDiv(number(session, "iat_ms"), 1000L));
  }

  @Test
  void haveAnIdOfTheirOwnWithinOneSession() {
    Session session = signUp(newEmail());

    Session refreshed = refresh(session);

    assertEquals(session.claim("session_id"), refreshed.claim("session_id"));
    assertNotEquals(session.claim("jti"), refreshed.claim("jti"));
  }

  private static long number(Session session, String claim) {
    return ((Number) session.claim(claim)).longValue();
  }
}
