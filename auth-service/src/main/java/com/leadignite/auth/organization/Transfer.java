package com.leadignite.auth.organization;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Whom to hand an organization to.
 *
 * @param userId the member who becomes an admin
 * @param role what the caller is afterwards, and no admin
 */
@Body
@RegisterForReflection
record Transfer(@NotNull UUID userId, @NotNull MemberRole role) {}
