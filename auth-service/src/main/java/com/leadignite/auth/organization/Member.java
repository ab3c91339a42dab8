package com.leadignite.auth.organization;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person in an organization.
 *
 * @param userId the account
 * @param email their address
 * @param role what they are in the organization
 * @param joinedAt when they joined it
 * @param lastSignInAt when they last signed in, or null
 */
public record Member(
    UserId userId, String email, Role role, Instant joinedAt, @Nullable Instant lastSignInAt) {}
