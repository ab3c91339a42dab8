package com.leadignite.auth.signin;

import com.leadignite.auth.account.Address;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What signing in with a password needs of an account. Does not print its hash.
 *
 * @param id the account
 * @param counted the address under which attempts at it are counted
 * @param tenantId the organization its next token is for
 * @param phc the stored hash, or null if it has no password
 * @param passwordSince when the password was set, or null if it has none
 * @param confirmed whether the address that was shown is confirmed
 * @param banned whether it may not sign in
 * @param signedInBefore whether it was ever signed in to
 * @param knownAddress whether it was signed in to from this address lately
 */
record Credentials(
    UserId id,
    Address counted,
    TenantId tenantId,
    @Nullable String phc,
    @Nullable Instant passwordSince,
    boolean confirmed,
    boolean banned,
    boolean signedInBefore,
    boolean knownAddress) {

  @Override
  public String toString() {
    return "Credentials[id=" + id + "]";
  }
}
