package com.leadignite.guard.member;

import com.leadignite.guard.caller.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is in an organization.
 *
 * @param role their role
 * @param since when they became a member, the last time they did; null if auth-service does not say
 */
public record Membership(Role role, @Nullable Instant since) {}
