package com.leadignite.auth.mfa;

import java.time.Instant;
import java.util.UUID;

/**
 * A challenge to show a factor.
 *
 * @param id names the challenge
 * @param factor which factor
 * @param type its type
 * @param expiresAt until when it can be answered, in whole seconds
 */
public record Challenge(UUID id, UUID factor, String type, Instant expiresAt) {}
