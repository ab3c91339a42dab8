package com.leadignite.auth.integration;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Sealer;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Encrypts credentials of providers, bound to the connection and its organization. */
@Singleton
final class CredentialSeal {

  /** Both are in every seal that is stored: must not change. */
  private static final String KEY = "seal integrations";

  private static final String PURPOSE = "intg-crd";

  private final Sealer sealer;

  CredentialSeal(RootKey rootKey) {
    this.sealer = rootKey.sealer(KEY);
  }

  byte[] seal(TenantId tenant, UUID id, Credentials credentials) {
    return sealer.seal(credentials.toBytes(), AssociatedData.of(PURPOSE, tenant.value(), id));
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws DecryptionFailed if its key is not configured, or it is of another connection
   */
  Credentials open(TenantId tenant, UUID id, byte[] sealed) {
    return Credentials.of(sealer.open(sealed, AssociatedData.of(PURPOSE, tenant.value(), id)));
  }
}
