package com.leadignite.auth.passkey;

/**
 * A passkey that was shown.
 *
 * @param signCount the authenticator's signature counter
 * @param userVerified whether it asked for a PIN or a fingerprint
 * @param backedUp whether the key has left the device
 */
record ShownPasskey(long signCount, boolean userVerified, boolean backedUp) {}
