package com.leadignite.guard.token;

import java.security.PublicKey;

/**
 * A public key and the one algorithm it verifies.
 *
 * @param id its {@code kid}
 * @param algorithm {@code ES256} or {@code RS256}, by the kind of key and never by a token (B1)
 * @param key the key
 */
record VerificationKey(String id, String algorithm, PublicKey key) {}
