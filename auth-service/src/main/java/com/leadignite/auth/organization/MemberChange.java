package com.leadignite.auth.organization;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/**
 * What is to change of a member.
 *
 * @param role their new role
 */
@Body
@RegisterForReflection
record MemberChange(@NotNull MemberRole role) {}
