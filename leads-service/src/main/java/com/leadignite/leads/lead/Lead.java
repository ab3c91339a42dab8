package com.leadignite.leads.lead;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may become a customer.
 *
 * @param id a UUIDv7
 * @param tenantId the organization it belongs to
 * @param ownerId who created it or took it over
 * @param details what callers write; its members stand beside these in JSON
 * @param version 1 at first, one more with each change; the ETag
 * @param deletedAt when it was deleted; null while it is not
 */
@JsonSerialize(using = LeadJson.class)
record Lead(
    UUID id,
    @Schema(implementation = UUID.class) TenantId tenantId,
    @Schema(implementation = UUID.class) UserId ownerId,
    @JsonUnwrapped LeadDetails details,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deletedAt) {

  /** The same lead with other details. */
  Lead with(LeadDetails changed) {
    return new Lead(id, tenantId, ownerId, changed, version, createdAt, updatedAt, deletedAt);
  }

  /** The same lead, deleted at that time or, with null, restored. */
  Lead deletedAt(@Nullable Instant time) {
    return new Lead(id, tenantId, ownerId, details, version, createdAt, updatedAt, time);
  }

  /** The same lead, somebody else's. */
  Lead ownedBy(UserId owner) {
    return new Lead(id, tenantId, owner, details, version, createdAt, updatedAt, deletedAt);
  }

  /** A name that a reader of the audit log recognizes. */
  @JsonIgnore
  String name() {
    String person =
        Stream.of(details.firstName(), details.lastName())
            .filter(part -> part != null)
            .collect(Collectors.joining(" "));
    return Stream.of(person, details.company(), details.email(), details.phone())
        .filter(name -> name != null && !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The entity tag, strong: {@code "3"}. */
  String etag() {
    return '"' + Long.toString(version) + '"';
  }
}
