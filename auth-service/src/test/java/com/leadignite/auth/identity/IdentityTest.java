package com.leadignite.auth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityTest {

  private static final String ROW =
      """
      {
        "id": "01890a5d-ac96-774b-bcce-b302099a8057",
        "provider": "google",
        "subject": "1092837465",
        "identity_data": {"name": "Ada", "nested": {"a": 1}},
        "created_at": "2026-03-01T13:00:00.123456+01:00",
        "last_sign_in_at": LAST
      }
      """;

  @Test
  void isReadAsPostgreSqlWritesIt() {
    Identity identity = of("\"2026-03-02T00:00:00+00:00\"");

    assertEquals(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"), identity.id());
    assertEquals("google", identity.provider());
    assertEquals("1092837465", identity.subject());
    assertEquals("Ada", identity.data().get("name"));
    assertEquals(Instant.parse("2026-03-01T12:00:00.123456Z"), identity.createdAt());
    assertEquals(Instant.parse("2026-03-02T00:00:00Z"), identity.lastSignInAt());
  }

  @Test
  void mayNeverHaveBeenUsed() {
    Identity identity = of("null");

    assertNull(identity.lastSignInAt());
    assertEquals(Map.of("name", "Ada", "nested", Map.of("a", 1)), identity.data());
  }

  private static Identity of(String lastSignIn) {
    return Identity.of(new JsonObject(ROW.replace("LAST", lastSignIn)));
  }
}
