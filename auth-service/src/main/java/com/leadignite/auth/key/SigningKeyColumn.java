package com.leadignite.auth.key;

import com.leadignite.guard.seal.SealedColumn;
import com.leadignite.guard.seal.Sealer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Where the private halves of signing keys are, to be sealed again. */
@Singleton
final class SigningKeyColumn implements SealedColumn {

  private static final Place PLACE =
      new Place("signing_keys", "sealed_private", List.of("kid"), true);

  private final RootKey rootKey;

  SigningKeyColumn(RootKey rootKey) {
    this.rootKey = rootKey;
  }

  @Override
  public Place place() {
    return PLACE;
  }

  @Override
  public Sealer sealer() {
    return rootKey.signingKeySealer();
  }

  @Override
  public byte[] open(byte[] sealed, List<UUID> key) {
    return rootKey.open(sealed, key.getFirst());
  }

  @Override
  public byte[] seal(byte[] plain, List<UUID> key) {
    return rootKey.seal(plain, key.getFirst());
  }
}
