package com.leadignite.auth.mfa;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.SealedColumn;
import com.leadignite.guard.seal.Sealer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/** The secrets of authenticator apps, which are stored sealed under the row they belong to. */
@Singleton
final class TotpSecrets implements SealedColumn {

  /** Both are in every seal that is stored: must not change. */
  private static final String KEY = "seal second factors";

  private static final String PURPOSE = "totp-sec";

  private static final Place PLACE = Place.of("factors", "sealed_secret", "user_id", "id");

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
    return open(sealed, new UserId(key.getFirst()), key.getLast());
  }

  @Override
  public byte[] seal(byte[] plain, List<UUID> key) {
    return seal(plain, new UserId(key.getFirst()), key.getLast());
  }
}
