package com.leadignite.auth.integration;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.SealedColumn;
import com.leadignite.guard.seal.Sealer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Encrypts credentials of providers, bound to the connection and its organization. */
@Singleton
final class CredentialSeal implements SealedColumn {

  /** Both are in every seal that is stored: must not change. */
  private static final String KEY = "seal integrations";

  private static final String PURPOSE = "intg-crd";

  private static final Place PLACE =
      Place.of("integrations", "sealed_credentials", "tenant_id", "id");

  private final Sealer sealer;

  CredentialSeal(RootKey rootKey) {
    this.sealer = rootKey.sealer(KEY);
  }

  byte[] seal(TenantId tenant, UUID id, Credentials credentials) {
    return seal(credentials.toBytes(), List.of(tenant.value(), id));
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws DecryptionFailed if its key is not configured, or it is of another connection
   */
  Credentials open(TenantId tenant, UUID id, byte[] sealed) {
    return Credentials.of(open(sealed, List.of(tenant.value(), id)));
  }

  @Override
  public Place place() {
    return PLACE;
  }

  @Override
  public Sealer sealer() {
    return sealer;
  }

  @Override
  public byte[] open(byte[] sealed, List<UUID> key) {
    return sealer.open(sealed, AssociatedData.of(PURPOSE, key.getFirst(), key.getLast()));
  }

  @Override
  public byte[] seal(byte[] plain, List<UUID> key) {
    return sealer.seal(plain, AssociatedData.of(PURPOSE, key.getFirst(), key.getLast()));
  }
}
