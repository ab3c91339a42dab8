package com.leadignite.webhook.source;

import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.SealedColumn;
import com.leadignite.guard.seal.Sealer;
import com.leadignite.guard.seal.SealingKeys;
import com.leadignite.webhook.signature.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Encrypts the secrets of sources for the database. A secret is bound to its row: copied to
 * another, it does not open.
 */
@Singleton
final class SecretSealer implements SealedColumn {

  private static final Logger LOG = Logger.getLogger(SecretSealer.class);

  /** The setting's name. */
  static final String PROPERTY = "leadignite.webhook.secret-encryption-key";

  /** In every seal that is stored: must not change. */
  private static final String PURPOSE = "whsecret";

  /** The first byte of what was stored before seals had key ids. */
  private static final byte WITHOUT_KEY_ID = 1;

  private static final Place PLACE =
      Place.of("source_secret", "sealed", "tenant_id", "source_id", "id");

  private final Sealer sealer;

  @Inject
  SecretSealer(SourceConfig config, SecureRandom random) {
    this.sealer =
        new Sealer(SealingKeys.parse(PROPERTY, config.secretEncryptionKey().get()), random);
  }

  /**
   * The row that a secret is stored in.
   *
   * @param tenantId the organization of its source
   */
  record SecretId(UUID tenantId, UUID sourceId, UUID secretId) {

    private static SecretId of(List<UUID> key) {
      return new SecretId(key.get(0), key.get(1), key.get(2));
    }

    private AssociatedData data() {
      return AssociatedData.of(PURPOSE, tenantId, sourceId, secretId);
    }

    private byte[] dataWithoutKeyId() {
      return ("Place[tenantId="
              + tenantId
              + ", sourceId="
              + sourceId
              + ", secretId="
              + secretId
              + "]")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The secret as it is stored. */
  byte[] seal(SecretId id, Secret secret) {
    return sealer.seal(secret.bytes(), id.data());
  }

  /**
   * The secret again.
   *
   * @throws DecryptionFailed if it was sealed with a key that is not configured, is another row's,
   *     or was changed
   */
  Secret open(SecretId id, byte[] stored) {
    return Secret.issued(
        stored.length > 0 && stored[0] == WITHOUT_KEY_ID
            ? sealer.openWithoutKeyId(stored, 1, id.dataWithoutKeyId())
            : sealer.open(stored, id.data()));
  }

  /** As {@link #open}; empty, with a line in the log, if the secret does not open. */
  Optional<Secret> openIfReadable(SecretId id, byte[] stored) {
    try {
      return Optional.of(open(id, stored));
    } catch (DecryptionFailed e) {
      LOG.warnf("a secret does not open secret_id=%s: %s", id.secretId(), e.getMessage());
      return Optional.empty();
    }
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
    return open(SecretId.of(key), sealed).bytes();
  }

  @Override
  public byte[] seal(byte[] plain, List<UUID> key) {
    return sealer.seal(plain, SecretId.of(key).data());
  }
}
