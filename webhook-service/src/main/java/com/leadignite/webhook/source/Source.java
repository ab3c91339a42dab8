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
 */
public record Source(
    UUID id,
    TenantId tenantId,
    String name,
    SourceKind kind,
    SignatureScheme scheme,
    Instant createdAt) {}
