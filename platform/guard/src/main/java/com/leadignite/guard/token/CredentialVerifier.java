package com.leadignite.guard.token;

import com.leadignite.guard.edge.ClientAddress;
import io.vertx.core.Future;

/** Finds out whose a credential is and what it permits. Revocation is not checked here. */
public interface CredentialVerifier {

  /**
   * What a credential permits. Fails with {@link InvalidToken}, or with the problem to answer.
   *
   * @param from where it was shown
   */
  Future<VerifiedToken> verify(String credential, ClientAddress from);

  /**
   * As {@link #verify}, after something of its owner was revoked since the answer about it: no
   * older answer will do. Fails with {@link InvalidToken} if everything is in the credential
   * itself.
   *
   * @param outdated the answer that was revoked
   */
  Future<VerifiedToken> renew(String credential, ClientAddress from, VerifiedToken outdated);
}
