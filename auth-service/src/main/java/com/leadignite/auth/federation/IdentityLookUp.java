package com.leadignite.auth.federation;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A question about an identity.
 *
 * @param provider who says that it is the person
 * @param subject what the provider calls them
 */
@Body
@RegisterForReflection
record IdentityLookUp(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,31}") String provider,
    @NotNull @Size(min = 1, max = 255) String subject) {}
