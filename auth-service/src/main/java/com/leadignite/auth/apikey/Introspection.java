package com.leadignite.auth.apikey;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A question about a key.
 *
 * @param sha256 the SHA-256 of the key, as hexadecimal digits
 * @param address the address that it was used from
 */
@Body
@RegisterForReflection
record Introspection(
    @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
    @NotNull @Size(min = 2, max = 45) String address) {}
