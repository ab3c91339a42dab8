package com.leadignite.auth.integration;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * A service's request for an access token.
 *
 * @param tenantId the organization that it works for: the connection has to be its own
 */
@Body
@RegisterForReflection
record TokenRequest(@NotNull UUID tenantId) {}
