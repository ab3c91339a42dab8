package com.leadignite.auth.oauth;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.hibernate.validator.constraints.Range;

/**
 * How to replace a client's secret.
 *
 * @param overlapSeconds for how many seconds the previous secret stays valid; 0, unless said, ends
 *     it at once
 */
@Body
@RegisterForReflection
record SecretRotation(@Range(min = 0, max = 31_536_000) int overlapSeconds) {}
