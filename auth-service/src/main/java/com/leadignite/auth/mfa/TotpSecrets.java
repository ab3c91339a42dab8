package com.leadignite.auth.mfa;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.Sealer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.UUID;

/** The secrets of authenticator apps, which are stored sealed under the row they belong to. */
@Singleton
final class TotpSecrets {

  /** Both are in every seal that is stored: must not change. */
  private static final String KEY = "seal second factors";

  private static final String PURPOSE = "totp-sec";

  private final Sealer sealer;
  private final SecureRandom random;

  @Inject
  TotpSecrets(RootKey rootKey, SecureRandom random) {
    this(rootKey.sealer(KEY), random);
  }

  TotpSecrets(Sealer sealer, SecureRandom random) {
    this.sealer = sealer;
    this.random = random;
  }

  /** A new one. */
  byte[] make() {
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  byte[] seal(byte[] secret, UserId user, UUID factor) {
    return sealer.seal(secret, AssociatedData.of(PURPOSE, user.value(), factor));
  }

  byte[] open(byte[] sealed, UserId user, UUID factor) {
    return sealer.open(sealed, AssociatedData.of(PURPOSE, user.value(), factor));
  }

  /** Whether the encryption key is being changed, so that secrets may be sealed with another. */
  boolean areChanging() {
    return sealer.isChangingKeys();
  }

  /** How seals begin that are made with the first key. */
  byte[] currentHeader() {
    return sealer.currentHeader();
  }
}
