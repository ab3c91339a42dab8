package com.leadignite.guard.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiKeyGrantTest {

  private static final String ANSWER =
      """
      {
        "active": true,
        "key_id": "019377a0-0000-7000-8000-000000000001",
        "owner_id": "019377a0-0000-7000-8000-000000000002",
        "tenant_id": "019377a0-0000-7000-8000-000000000003",
        "role": "manager",
        "scopes": ["leads:read", "calls:read"],
        "member_since": "2026-01-02T03:04:05.123456Z",
        "addresses": ["192.0.2.0/24"],
        "expires_at": "2026-04-02T03:04:05Z",
        "read_at": "2026-01-03T00:00:00.001Z"
      }
      """;

  @Test
  void readsWhatAuthServiceAnswers() {
    assertEquals(
        new ApiKeyGrant(
            UUID.fromString("019377a0-0000-7000-8000-000000000001"),
            new UserId(UUID.fromString("019377a0-0000-7000-8000-000000000002")),
            new TenantId(UUID.fromString("019377a0-0000-7000-8000-000000000003")),
            Role.MANAGER,
            Set.of("leads:read", "calls:read"),
            Instant.parse("2026-01-02T03:04:05.123456Z"),
            null,
            List.of("192.0.2.0/24"),
            Instant.parse("2026-04-02T03:04:05Z"),
            Instant.parse("2026-01-03T00:00:00.001Z")),
        ApiKeyGrant.of(new JsonObject(ANSWER)));
  }

  @Test
  void failsForAnAnswerThatLacksSomething() {
    JsonObject answer = new JsonObject(ANSWER);
    for (String member :
        List.of("key_id", "owner_id", "tenant_id", "role", "scopes", "expires_at")) {
      JsonObject without = answer.copy();
      without.remove(member);

      assertThrows(RuntimeException.class, () -> ApiKeyGrant.of(without), member);
    }
  }
}
