package com.leadignite.auth.federation;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A question about an identity.
 *
 * @param provider who says that it is the person
 * @param issuer the provider's issuer, as the token has it; null if a service of the version before
 *     asks
 * @param subject what the issuer calls them
 */
@Body
@RegisterForReflection
record IdentityLookUp(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,31}") String provider,
    @Nullable @Size(min = 1, max = 400) String issuer,
    @NotNull @Size(min = 1, max = 255) String subject) {}
