package com.leadignite.webhook.source;

import com.leadignite.guard.id.TenantId;
import com.leadignite.webhook.signature.SignatureScheme;
import com.leadignite.webhook.signature.SourceKind;
import java.time.Instant;
import java.util.UUID;

/**
 * A sender of webhooks.
 *
 * @param id random and part of its URL
 * @param scheme how it signs
 * @param intake what is taken of it
 * @param version counts its changes
 */
public record Source(
    UUID id,
    TenantId tenantId,
    String name,
    SourceKind kind,
    SignatureScheme scheme,
    Intake intake,
    long version,
    Instant createdAt) {

  /** A source of which everything is taken. */
  public Source(
      UUID id,
      TenantId tenantId,
      String name,
      SourceKind kind,
      SignatureScheme scheme,
      Instant createdAt) {
    this(id, tenantId, name, kind, scheme, Intake.ALL, 1, createdAt);
  }

  /** Names the version that the source has. */
  String etag() {
    return "\"" + version + "\"";
  }

  /** The source as a change makes it. */
  Source changed(String newName, SignatureScheme newScheme, Intake newIntake) {
    return new Source(id, tenantId, newName, kind, newScheme, newIntake, version + 1, createdAt);
  }
}
