package com.leadignite.auth.integration;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;

/**
 * Where a browser goes to grant access.
 *
 * @param authorizationUrl the provider's page, for the browser that has the cookie of this answer
 * @param expiresAt until when it has to be back
 */
@RegisterForReflection
record ConnectionStart(URI authorizationUrl, Instant expiresAt) {}
