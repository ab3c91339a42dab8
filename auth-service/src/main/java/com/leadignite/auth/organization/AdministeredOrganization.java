package com.leadignite.auth.organization;

import com.leadignite.guard.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization, as those who run the platform see it.
 *
 * @param id the organization
 * @param name what it calls itself
 * @param members how many members it has
 * @param admins how many of them are admins who may sign in, once it is not suspended
 * @param createdAt when it was made
 * @param suspendedAt since when it is suspended, or null
 * @param suspensionReason why, or null
 */
public record AdministeredOrganization(
    TenantId id,
    String name,
    int members,
    int admins,
    Instant createdAt,
    @Nullable Instant suspendedAt,
    @Nullable String suspensionReason) {}
