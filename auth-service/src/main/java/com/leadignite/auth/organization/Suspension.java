package com.leadignite.auth.organization;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/**
 * A suspension of an organization.
 *
 * @param reason why, for the audit log and those who run the platform
 */
@Body
@RegisterForReflection
record Suspension(@NotNull @Line(max = 500) String reason) {}
