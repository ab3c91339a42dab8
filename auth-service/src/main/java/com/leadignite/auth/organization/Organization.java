package com.leadignite.auth.organization;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import java.time.Instant;

/**
 * An organization, as one of its members sees it.
 *
 * @param id the organization
 * @param name what it calls itself
 * @param role what the reader is in it
 * @param mfaRequired whether every member must have a second factor
 * @param suspended whether those who run the platform suspended it: nobody can act in it
 * @param createdAt when it was made
 */
public record Organization(
    TenantId id,
    String name,
    Role role,
    boolean mfaRequired,
    boolean suspended,
    Instant createdAt) {}
