package com.leadignite.webhook.endpoint;

import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.SealedColumn;
import com.leadignite.guard.seal.Sealer;
import com.leadignite.guard.seal.SealingKeys;
import com.leadignite.webhook.source.SourceConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/** Encrypts the secrets of endpoints for the database, each bound to its row. */
@Singleton
final class EndpointSealer implements SealedColumn {

  private static final String PROPERTY = "leadignite.webhook.secret-encryption-key";

  /** In every seal that is stored: must not change. */
  private static final String PURPOSE = "whendpnt";

  private static final Place PLACE =
      Place.of("endpoint_secret", "sealed", "tenant_id", "endpoint_id", "id");

  private final Sealer sealer;

  @Inject
  EndpointSealer(SourceConfig config, SecureRandom random) {
    this.sealer =
        new Sealer(SealingKeys.parse(PROPERTY, config.secretEncryptionKey().get()), random);
  }

  /** A key as it is stored. */
  byte[] seal(UUID tenantId, UUID endpointId, UUID secretId, SigningKey key) {
    return seal(key.bytes(), List.of(tenantId, endpointId, secretId));
  }

  /** A key again; fails if it was sealed for another row, or under a key that is not known. */
  SigningKey open(UUID tenantId, UUID endpointId, UUID secretId, byte[] sealed) {
    return SigningKey.ofStored(open(sealed, List.of(tenantId, endpointId, secretId)));
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
    return sealer.open(sealed, data(key));
  }

  @Override
  public byte[] seal(byte[] plain, List<UUID> key) {
    return sealer.seal(plain, data(key));
  }

  private static AssociatedData data(List<UUID> key) {
    return AssociatedData.of(PURPOSE, key.get(0), key.get(1), key.get(2));
  }
}
