package com.leadignite.auth.apikey;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * How to replace a key's secret.
 *
 * @param overlapSeconds for how many seconds the previous secret stays valid; 0, unless said, ends
 *     it at once
 * @param expiresAt when the new secret expires; in 90 days unless said
 */
@Body
@RegisterForReflection
record ApiKeyRotation(
    @Range(min = 0, max = 31_536_000) int overlapSeconds, @Nullable Instant expiresAt) {}
