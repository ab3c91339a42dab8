package com.leadignite.leads.lead;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.leadignite.guard.caller.Caller;
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
 * @param details what callers write; in JSON its members are members of the lead
 * @param normalized what is made of it; likewise
 * @param version 1 at first, one more with each change; the ETag
 * @param deletedAt when it was deleted; null while it is not
 */
@JsonSerialize(using = LeadJson.class)
record Lead(
    UUID id,
    @Schema(implementation = UUID.class) TenantId tenantId,
    @Schema(implementation = UUID.class) UserId ownerId,
    @JsonUnwrapped LeadDetails details,
    @JsonUnwrapped Normalized normalized,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deletedAt) {

  private static final UUID NOT_YET = new UUID(0, 0);

  /** A lead that is not stored yet, of the person who creates it. */
  static Lead draft(Caller.Person owner, LeadDetails details, Normalized normalized) {
    return draft(owner.tenantId(), owner.userId(), details, normalized);
  }

  /** A lead that is not stored yet, of somebody whom a service names. */
  static Lead draft(TenantId tenant, UserId owner, LeadDetails details, Normalized normalized) {
    return new Lead(
        NOT_YET, tenant, owner, details, normalized, 1, Instant.EPOCH, Instant.EPOCH, null);
  }

  /** The same lead with other details. */
  Lead with(LeadDetails changed, Normalized made) {
    return new Lead(id, tenantId, ownerId, changed, made, version, createdAt, updatedAt, deletedAt);
  }

  /** The same lead, deleted at that time or, with null, restored. */
  Lead deletedAt(@Nullable Instant time) {
    return new Lead(
        id, tenantId, ownerId, details, normalized, version, createdAt, updatedAt, time);
  }

  /** The same lead, somebody else's. */
  Lead ownedBy(UserId owner) {
    return new Lead(
        id, tenantId, owner, details, normalized, version, createdAt, updatedAt, deletedAt);
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
