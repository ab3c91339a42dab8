package com.leadignite.auth.organization;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/**
 * What admins set for their organization.
 *
 * @param mfaRequired whether every member must have a second factor
 */
@Body
@RegisterForReflection
record OrganizationSettings(@NotNull Boolean mfaRequired) {}
