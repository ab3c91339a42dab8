package com.leadignite.auth.passkey;

import java.time.Instant;
import java.util.UUID;

/**
 * A challenge for a passkey, and what the browser is to do with it.
 *
 * @param challenge names the challenge
 * @param options what the browser is to do
 * @param expiresAt until when it can be answered
 */
public record Ceremony<T>(UUID challenge, T options, Instant expiresAt) {}
