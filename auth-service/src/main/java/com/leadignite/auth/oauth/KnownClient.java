package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.instant;

import com.leadignite.guard.audit.AuditEvent.Target;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.TenantId;
import io.vertx.sqlclient.Row;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client as the service itself sees it. Does not print its hashes.
 *
 * @param ownerRole its owner's role when they became it
 * @param authorizedAt when they did
 * @param secretUnused whether its secret was replaced and nobody has used the new one
 */
@SuppressWarnings("ArrayRecordComponent")
record KnownClient(
    Client client,
    TenantId tenantId,
    Role ownerRole,
    Instant authorizedAt,
    boolean secretUnused,
    byte @Nullable [] secretHash,
    byte @Nullable [] previousHash) {

  static final String COLUMNS =
      Client.COLUMNS
          + """
          ,
          c.tenant_id,
          c.owner_role,
          coalesce(c.authorized_at, c.created_at) as authorized_at,
          c.secret_unused is true as secret_unused,
          c.secret_hash,
          c.previous_hash
          """;

  static KnownClient of(Row row) {
    return new KnownClient(
        Client.of(row),
        new TenantId(row.getUUID("tenant_id")),
        Role.of(row.getString("owner_role")).orElseThrow(),
        instant(row, "authorized_at"),
        row.getBoolean("secret_unused"),
        bytes(row, "secret_hash"),
        bytes(row, "previous_hash"));
  }

  private static byte @Nullable [] bytes(Row row, String column) {
    return row.getBuffer(column) == null ? null : row.getBuffer(column).getBytes();
  }

  UUID id() {
    return client.clientId();
  }

  Target target() {
    return new Target("client", id().toString(), client.name());
  }

  boolean uses(GrantType grant) {
    return client.grantTypes().contains(grant);
  }

  /** Whether that is the secret, or the one before it while that is valid. */
  boolean isSecret(String shown, Instant now) {
    Instant until = client.previousExpiresAt();
    boolean present = isPresentSecret(shown);
    boolean previous =
        previousHash != null
            && until != null
            && now.isBefore(until)
            && MessageDigest.isEqual(previousHash, Sha256.of(shown));
    return present || previous;
  }

  /** Whether that is the secret, and not the one before it. */
  boolean isPresentSecret(String shown) {
    return secretHash != null && MessageDigest.isEqual(secretHash, Sha256.of(shown));
  }

  @Override
  public String toString() {
    return "KnownClient[client=" + client + "]";
  }
}
