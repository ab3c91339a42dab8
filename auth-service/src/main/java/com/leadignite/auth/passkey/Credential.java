package com.leadignite.auth.passkey;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;

/**
 * A passkey's credential, as it is stored (WebAuthn, credential record).
 *
 * @param id its id, which the authenticator chose
 * @param publicKey its public key, COSE_Key
 * @param signCount the authenticator's signature counter; zero if it has none
 * @param userVerified whether the authenticator asked for a PIN or a fingerprint, now or before
 * @param backupEligible whether the key may leave the device
 * @param backedUp whether it has
 * @param aaguid the authenticator's model, as it says itself
 * @param transports how the authenticator is reached
 */
record Credential(
    Buffer id,
    Buffer publicKey,
    long signCount,
    boolean userVerified,
    boolean backupEligible,
    boolean backedUp,
    UUID aaguid,
    List<String> transports) {

  Credential {
    transports = List.copyOf(transports);
  }
}
