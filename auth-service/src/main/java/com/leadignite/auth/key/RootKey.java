package com.leadignite.auth.key;

import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Sealer;
import com.leadignite.guard.seal.SealingKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of an installation, {@code leadignite.auth.key-encryption-key}. Each use has a key
 * of its own derived from it. Does not print.
 *
 * <p>While it is being changed there are several: the first seals and makes, and each opens and
 * recognizes.
 */
@Singleton
public final class RootKey {

  /** The setting's name. */
  static final String PROPERTY = "leadignite.auth.key-encryption-key";

  /** In every seal that is stored: must not change. */
  private static final String PURPOSE = "sign-key";

  private final SealingKeys keys;
  private final SecureRandom random;
  private final HmacSha256 root;
  private final Sealer sealer;

  @Inject
  RootKey(KeyConfig config, SecureRandom random) {
    this(SealingKeys.parse(PROPERTY, config.keyEncryptionKey().get()), random);
  }

  RootKey(SealingKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
    this.root = HmacSha256.withKey(keys.first());
    this.sealer = sealer("seal signing keys");
  }

  /** What makes and recognizes HMACs for that purpose. */
  public DerivedHmac hmac(String purpose) {
    return new DerivedHmac(
        keys.derive(key -> HmacSha256.withKey(key).of(purpose)).all().stream()
            .map(HmacSha256::withKey)
            .toList());
  }

  /** A key for HMAC-SHA256, another one for each purpose, for what need not outlive a change. */
  public SecretKey derive(String purpose) {
    return new SecretKeySpec(root.of(purpose), HmacSha256.ALGORITHM);
  }

  /** What seals with keys derived for that purpose, and nothing else's seals open with. */
  public Sealer sealer(String purpose) {
    return new Sealer(keys.derive(key -> HmacSha256.withKey(key).of(purpose)), random);
  }

  /** What seals signing keys. */
  Sealer signingKeySealer() {
    return sealer;
  }

  /**
   * Encrypts and authenticates a private signing key.
   *
   * @param kid the key's id; the seal opens under the same id only
   */
  byte[] seal(byte[] privateKey, UUID kid) {
    return sealer.seal(privateKey, boundTo(kid));
  }

  /**
   * Opens what {@link #seal} made, in this version or in those whose seals had no key id.
   *
   * @throws DecryptionFailed if it was sealed with a key that is not configured or under another
   *     id, or was changed
   */
  byte[] open(byte[] sealed, UUID kid) {
    return sealer.hasKeyId(sealed)
        ? sealer.open(sealed, boundTo(kid))
        : sealer.openWithoutKeyId(sealed, 0, kid.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static AssociatedData boundTo(UUID kid) {
    return AssociatedData.of(PURPOSE, kid);
  }

  @Override
  public String toString() {
    return "RootKey";
  }
}
