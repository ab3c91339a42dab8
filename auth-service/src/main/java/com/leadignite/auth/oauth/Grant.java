package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person let a client do for them.
 *
 * @param isOfPerson whether they consented, or the client asked for itself
 * @param role the highest role that its tokens ever have
 * @param proofKey the thumbprint of the key that a public client's tokens are bound to; null if to
 *     none
 * @param generation which refresh token is the current one
 */
record Grant(
    UUID id,
    TenantId tenantId,
    UUID clientId,
    UserId userId,
    boolean isOfPerson,
    Role role,
    List<Scope> scopes,
    @Nullable String proofKey,
    Instant createdAt,
    Instant notAfter,
    int generation,
    Instant refreshedAt,
    @Nullable Instant endedAt) {

  static final String COLUMNS =
      """
      g.id,
      g.tenant_id,
      g.client_id,
      g.user_id,
      g.kind,
      g.role,
      g.scopes,
      g.proof_key,
      g.created_at,
      g.not_after,
      g.generation,
      g.refreshed_at,
      g.ended_at
      """;

  static Grant of(Row row) {
    return new Grant(
        row.getUUID("id"),
        new TenantId(row.getUUID("tenant_id")),
        row.getUUID("client_id"),
        new UserId(row.getUUID("user_id")),
        row.getString("kind").equals("person"),
        Role.of(row.getString("role")).orElseThrow(),
        Client.scopes(row),
        row.getString("proof_key"),
        instant(row, "created_at"),
        instant(row, "not_after"),
        row.getInteger("generation"),
        instant(row, "refreshed_at"),
        instantOrNull(row, "ended_at"));
  }

  /** Whether it still permits anything by itself. */
  boolean isActive(Instant now) {
    return endedAt == null && now.isBefore(notAfter);
  }

  /** The same, of a public client's tokens that are bound from now on. */
  Grant boundTo(@Nullable String key) {
    return new Grant(
        id,
        tenantId,
        clientId,
        userId,
        isOfPerson,
        role,
        scopes,
        key,
        createdAt,
        notAfter,
        generation,
        refreshedAt,
        endedAt);
  }

  /** The same, for as long as that. */
  Grant until(Instant moment) {
    return new Grant(
        id,
        tenantId,
        clientId,
        userId,
        isOfPerson,
        role,
        scopes,
        proofKey,
        createdAt,
        moment,
        generation,
        refreshedAt,
        endedAt);
  }
}
