package com.leadignite.auth.mfa;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A challenge to show a factor.
 *
 * @param id names the challenge
 * @param factor which factor; null for whichever passkey the person has or registers
 * @param type its type
 * @param nonce 32 random bytes in base64url, which a passkey signs
 * @param expiresAt until when it can be answered, in whole seconds
 */
public record Challenge(
    UUID id, @Nullable UUID factor, String type, String nonce, Instant expiresAt) {}
