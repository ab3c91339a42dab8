package com.leadignite.leads.call;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A call with a lead.
 *
 * @param id a UUIDv7
 * @param createdBy who entered it; null if a provider reported it
 * @param details what callers write; in JSON its members are members of the call
 * @param provenance who reported it; likewise
 * @param version 1 at first, one more with each change; the ETag
 */
@RegisterForReflection
record Call(
    UUID id,
    @Schema(implementation = UUID.class) TenantId tenantId,
    UUID leadId,
    @Schema(description = "Who entered it; null if a provider reported it.")
        @Nullable UUID createdBy,
    @JsonUnwrapped CallDetails details,
    @JsonUnwrapped Provenance provenance,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** A call that is not stored yet, of the person who enters it. */
  static Call entered(UUID id, UUID lead, Caller.Person by, CallDetails details) {
    return new Call(
        id,
        by.tenantId(),
        lead,
        by.userId().value(),
        details,
        Provenance.NONE,
        1,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** The same call with other details. */
  Call with(CallDetails changed) {
    return new Call(
        id, tenantId, leadId, createdBy, changed, provenance, version, createdAt, updatedAt);
  }

  /** The entity tag, strong: {@code "3"}. */
  String etag() {
    return '"' + Long.toString(version) + '"';
  }
}
