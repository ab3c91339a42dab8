package com.leadignite.auth.passkey;

import com.leadignite.auth.factor.Factor;
import com.leadignite.guard.id.UserId;

/**
 * A passkey whose row is held.
 *
 * @param user whose it is
 * @param factor the factor that it is
 * @param credential its credential
 */
record StoredPasskey(UserId user, Factor factor, Credential credential) {}
